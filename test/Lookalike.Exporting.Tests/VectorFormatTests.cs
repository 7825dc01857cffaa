using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace Lookalike.Exporting.Tests;

public sealed class VectorFormatTests
{
    private static readonly VectorRow[] Rows =
    [
        new("pictures/a.jpg", "/home/me/pictures/a.jpg", null, new float[] { 0.1f, -2.5e-8f, 3 }),
        new("mnist/train/00001", null, 7, new[] { float.MaxValue, 0, 1 / 3f }),
        new("pictures/ä, \"x\"\n😀.png", "/p/ä, \"x\"\n😀.png", 0, new[] { -1f, 2, 3 }),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_lines_bring_back_what_was_written()
    {
        string[] lines = Encoding.UTF8.GetString(await WriteAsync("jsonl")).Split('\n');
        Assert.Equal(("", Rows.Length + 1), (lines[^1], lines.Length));
        VectorRow[] read = [.. lines[..^1].Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(row => new VectorRow(
            row.GetProperty("key").GetString()!,
            row.GetProperty("path").GetString(),
            row.GetProperty("label") is { ValueKind: JsonValueKind.Number } label ? label.GetInt32() : null,
            row.GetProperty("vector").EnumerateArray().Select(value => value.GetSingle()).ToArray()))];
        AssertSame(read);
    }

    [Fact]
    public async Task Csv_has_a_column_for_each_value_and_quotes_what_needs_it()
    {
        string text = Encoding.UTF8.GetString(await WriteAsync("csv"));
        Assert.StartsWith("key,path,label,v0,v1,v2\npictures/a.jpg,/home/me/pictures/a.jpg,,0.1,-2.5E-08,3\nmnist/train/00001,,7,3.4028235E+38,0,0.33333334\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\"pictures/ä, \"\"x\"\"\n😀.png\",\"/p/ä, \"\"x\"\"\n😀.png\",0,-1,2,3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NumPy_rows_follow_a_header_of_whole_64_bytes()
    {
        byte[] file = await WriteAsync("npy");
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], file[..8]);
        int length = 10 + BitConverter.ToUInt16(file, 8);
        string header = Encoding.ASCII.GetString(file, 10, length - 10);
        Assert.Equal(0, length % 64);
        Assert.EndsWith(" \n", header, StringComparison.Ordinal);
        Assert.StartsWith("{'descr': [('key', '<U21'), ('label', '<i4'), ('vector', '<f4', (3,))], 'fortran_order': False, 'shape': (3,), }", header, StringComparison.Ordinal);
        Assert.Equal(3 * 4 * (21 + 1 + 3), file.Length - length);
        Assert.Equal("pictures/ä, \"x\"\n😀.png", Encoding.UTF32.GetString(file, length + (2 * 100), 84).TrimEnd('\0'));
        Assert.Equal((-1, 7, 1 / 3f), (BitConverter.ToInt32(file, length + 84), BitConverter.ToInt32(file, length + 184), BitConverter.ToSingle(file, length + 196)));
    }

    /// <summary>Needs a Python with NumPy (Debian: python3-numpy); LOOKALIKE_PYTHON names it. Run with <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public async Task NumPy_reads_what_was_written()
    {
        using var scratch = new Scratch();
        await File.WriteAllBytesAsync(scratch["v.npy"], await WriteAsync("npy"), Token);
        const string Read = """
            import json, sys, numpy
            a = numpy.load(sys.argv[1])
            assert a["vector"].dtype == numpy.float32 and a["vector"].shape == (3, 3)
            print(json.dumps([[str(r["key"]), int(r["label"]), [float(v) for v in r["vector"]]] for r in a]))
            """;
        string python = Environment.GetEnvironmentVariable("LOOKALIKE_PYTHON") ?? "/usr/bin/python3";
        JsonElement rows = (await ChildProcess.RunAsync(python, ["-c", Read, scratch["v.npy"]])).Expect(0).Json;
        Assert.Equal(Rows.Select(row => row.Key), rows.EnumerateArray().Select(row => row[0].GetString()));
        Assert.Equal(Rows.Select(row => row.Label ?? -1), rows.EnumerateArray().Select(row => row[1].GetInt32()));
        Assert.Equal(Rows.SelectMany(row => row.Vector.ToArray()), rows.EnumerateArray().SelectMany(row => row[2].EnumerateArray()).Select(value => (float)value.GetDouble()));
    }

    [Fact]
    public async Task Parquet_brings_back_what_was_written()
    {
        using var file = new MemoryStream(await WriteAsync("parquet"));
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: Token);
        DataField[] fields = reader.Schema.GetDataFields();
        Assert.Equal(["key", "path", "label", "vector/list/element"], fields.Select(field => field.Path.ToString()));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        string?[] keys = new string?[3], paths = new string?[3];
        int?[] labels = new int?[3];
        float[] values = new float[9];
        int[] levels = new int[9];
        await group.ReadAsync(fields[0], keys.AsMemory()!, cancellationToken: Token);
        await group.ReadAsync(fields[1], paths.AsMemory()!, cancellationToken: Token);
        await group.ReadAsync<int>(fields[2], labels.AsMemory(), cancellationToken: Token);
        await group.ReadRawAsync<float>(fields[3], values.AsMemory(), new int[9].AsMemory(), levels.AsMemory(), Token);
        Assert.Equal([0, 1, 1, 0, 1, 1, 0, 1, 1], levels);
        AssertSame([.. Enumerable.Range(0, 3).Select(i => new VectorRow(keys[i]!, paths[i], labels[i], values.AsMemory(i * 3, 3)))]);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("npy")]
    [InlineData("parquet")]
    public async Task A_table_without_rows_is_written(string name)
    {
        using var output = new MemoryStream();
        await VectorFormat.Find(name)!.WriteAsync(output, new VectorTable { Size = 4, Rows = [] }, Token);
        Assert.Equal(name != "jsonl", output.Length > 0);
    }

    [Fact]
    public void A_format_is_known_by_the_end_of_a_name()
    {
        Assert.Equal(["jsonl", "csv", "npy", "parquet"], VectorFormat.All.Select(format => format.Name));
        Assert.Equal("npy", VectorFormat.OfFile("/tmp/Vectors.NPY")?.Name);
        Assert.Null(VectorFormat.OfFile("/tmp/vectors"));
    }

    private static async Task<byte[]> WriteAsync(string name)
    {
        using var output = new MemoryStream();

        // One after the other, as they may come.
        await VectorFormat.Find(name)!.WriteAsync(output, new VectorTable { Size = 3, Rows = Rows.Where(_ => true) }, Token);
        return output.ToArray();
    }

    private static void AssertSame(VectorRow[] read)
    {
        Assert.Equal(Rows.Select(row => (row.Key, row.Path, row.Label)), read.Select(row => (row.Key, row.Path, row.Label)));
        Assert.Equal(Rows.SelectMany(row => row.Vector.ToArray()), read.SelectMany(row => row.Vector.ToArray()));
    }
}
