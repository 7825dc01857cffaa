using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lookalike.Cli.Terminals;

namespace Lookalike.Cli.Output;

/// <summary>Writes one JSON object and a line end.</summary>
internal static class JsonOutput
{
    public static void WriteJson<T>(this Terminal terminal, T value, JsonTypeInfo<T> type) =>
        terminal.Output.WriteLine(JsonSerializer.Serialize(value, type));
}
