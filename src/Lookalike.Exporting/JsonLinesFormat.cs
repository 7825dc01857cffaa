using System.Text.Json;

namespace Lookalike.Exporting;

/// <summary>An object on a line for each vector: <c>key</c>, <c>path</c>, <c>label</c> and <c>vector</c>, as jsonlines.org has it.</summary>
internal sealed class JsonLinesFormat : VectorFormat
{
    public override string Name => "jsonl";

    public override bool IsBinary => false;

    public override async Task WriteAsync(Stream output, VectorTable table, CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        foreach (VectorRow row in table.Rows)
        {
            line.SetLength(0);
            Write(line, row);
            line.WriteByte((byte)'\n');
            await output.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Write(Stream line, VectorRow row)
    {
        using var writer = new Utf8JsonWriter(line);
        writer.WriteStartObject();
        writer.WriteString("key", row.Key);
        writer.WriteString("path", row.Path);
        if (row.Label is { } label) writer.WriteNumber("label", label);
        else writer.WriteNull("label");
        writer.WriteStartArray("vector");
        foreach (float value in row.Vector.Span) writer.WriteNumberValue(value);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
