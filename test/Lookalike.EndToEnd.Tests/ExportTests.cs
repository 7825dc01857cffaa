using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Vectors for other programs.</summary>
public sealed class ExportTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    [Fact]
    public async Task What_is_embedded_is_what_is_exported()
    {
        JsonElement[] exported = [.. Lines((await ExportAsync()).Expect(0).Output)], embedded = [.. Lines((await EmbedAsync(made.PathOf(3), made.PathOf(5))).Expect(0).Output)];
        Assert.Equal(Enumerable.Range(0, IndexedFolder.Count).Select(made.KeyOf), exported.Select(row => row.GetProperty("key").GetString()));
        Assert.Equal(Enumerable.Range(0, IndexedFolder.Count).Select(made.PathOf), exported.Select(row => row.GetProperty("path").GetString()));
        Assert.Equal([made.PathOf(3), made.PathOf(5)], embedded.Select(row => row.GetProperty("path").GetString()));
        foreach ((int picture, JsonElement row) in new[] { 3, 5 }.Zip(embedded)) Assert.Equal(Vector(exported[picture]), Vector(row), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(16, Vector(embedded[0]).Length);
    }

    [Theory]
    [InlineData("npy")]
    [InlineData("parquet")]
    [InlineData("csv")]
    public async Task A_file_has_the_format_that_it_ends_with_and_is_never_overwritten(string format)
    {
        using var scratch = new Scratch();
        string file = scratch[$"v.{format}"];
        (await ExportAsync("--output", file)).Expect(0);
        byte[] start = File.ReadAllBytes(file)[..4];
        Assert.Equal(format switch { "npy" => [0x93, .. "NUM"u8], "parquet" => "PAR1"u8.ToArray(), _ => "key,"u8.ToArray() }, start);
        Assert.Contains("Will not overwrite", (await ExportAsync("--output", file)).Expect(3).Error, StringComparison.Ordinal);
        Assert.Equal([Path.GetFileName(file)], scratch.Names);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_does_not_end_the_others()
    {
        Outcome outcome = (await EmbedAsync("/nowhere/a.png", made.PathOf(1))).Expect(5);
        Assert.Equal(made.PathOf(1), Assert.Single(Lines(outcome.Output)).GetProperty("key").GetString());
        Assert.Contains("/nowhere/a.png", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_may_come_from_another_program()
    {
        Outcome piped = (await Lookalike.ShellAsync("\"$0\" embed - --model \"$1\" < \"$2\"", made.Model, made.PathOf(2))).Expect(0);
        Assert.Equal(Vector(Assert.Single(Lines((await EmbedAsync(made.PathOf(2))).Expect(0).Output))), Vector(Assert.Single(Lines(piped.Output))));
    }

    [Fact]
    public async Task An_index_that_is_not_there_is_told() =>
        Assert.Contains("There is no index to export", (await Lookalike.RunAsync("export", "--index", "/nowhere/f.db")).Expect(4).Error, StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    private static float[] Vector(JsonElement row) => [.. row.GetProperty("vector").EnumerateArray().Select(value => value.GetSingle())];

    private Task<Outcome> ExportAsync(params string[] more) => Lookalike.RunAsync(["export", "--index", made.Index, .. more]);

    private Task<Outcome> EmbedAsync(params string[] pictures) => Lookalike.RunAsync(["embed", .. pictures, "--model", made.Model]);
}
