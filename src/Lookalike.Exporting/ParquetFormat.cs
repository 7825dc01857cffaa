using Parquet;
using Parquet.Schema;

namespace Lookalike.Exporting;

/// <summary>Apache Parquet: <c>key</c>, <c>path</c>, <c>label</c> and <c>vector</c>, a list of float32, in groups of at most 16,384 rows.</summary>
internal sealed class ParquetFormat : VectorFormat
{
    private const int GroupSize = 16_384;

    private static readonly DataField Key = new("key", typeof(string), isNullable: false), Path = new("path", typeof(string), isNullable: true);
    private static readonly DataField<int> Label = new("label", nullable: true);
    private static readonly DataField<float> Value = new("element", nullable: false);
    private static readonly ParquetSchema Schema = new(Key, Path, Label, new ListField("vector", Value));

    public override string Name => "parquet";

    public override bool IsBinary => true;

    public override async Task WriteAsync(Stream output, VectorTable table, CancellationToken cancellationToken)
    {
        ParquetWriter writer = await ParquetWriter.CreateAsync(Schema, output, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            foreach (VectorRow[] rows in table.Rows.Chunk(GroupSize)) await WriteAsync(writer, rows, table.Size, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(ParquetWriter writer, VectorRow[] rows, int size, CancellationToken cancellationToken)
    {
        float[] values = new float[rows.Length * size];
        int[] levels = new int[values.Length]; // 0 where a list begins, 1 where it goes on
        Array.Fill(levels, 1);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Vector.Span.CopyTo(values.AsSpan(i * size, size));
            levels[i * size] = 0;
        }

        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync(Key, [.. rows.Select(row => row.Key)]).ConfigureAwait(false);
        await group.WriteAsync(Path, (string[])[.. rows.Select(row => row.Path!)]).ConfigureAwait(false);
        await group.WriteAsync<int>(Label, rows.Select(row => row.Label).ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false);
        int[] defined = new int[values.Length]; // every value is there
        Array.Fill(defined, Value.MaxDefinitionLevel);
        await group.WriteAllPartsAsync<float>(Value, values, defined, levels, cancellationToken).ConfigureAwait(false);
    }
}
