using System.Buffers;
using System.Globalization;
using System.Text;

namespace Lookalike.Exporting;

/// <summary>
/// Comma-separated values (RFC 4180, line feeds alone as line ends): a line of names, then <c>key,path,label</c> and a column for each value,
/// <c>v0</c> and on. Numbers have as many digits as bring the same one back.
/// </summary>
internal sealed class CsvFormat : VectorFormat
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public override string Name => "csv";

    public override bool IsBinary => false;

    public override async Task WriteAsync(Stream output, VectorTable table, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            var line = new StringBuilder("key,path,label");
            for (int i = 0; i < table.Size; i++) line.Append(CultureInfo.InvariantCulture, $",v{i}");
            await writer.WriteLineAsync(line, cancellationToken).ConfigureAwait(false);
            foreach (VectorRow row in table.Rows)
            {
                line.Clear().Append(Field(row.Key)).Append(',').Append(Field(row.Path ?? "")).Append(',').Append(row.Label);
                foreach (float value in row.Vector.Span) line.Append(',').Append(CultureInfo.InvariantCulture, $"{value}");
                await writer.WriteLineAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
