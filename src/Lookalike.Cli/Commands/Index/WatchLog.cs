using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lookalike.Application.Indexing;

namespace Lookalike.Cli.Commands.Index;

/// <summary>What a watch did, as a log that can be read: each change with its time, or a JSON object on a line for each pass.</summary>
/// <param name="terminal">Where it is written.</param>
/// <param name="index">The index.</param>
/// <param name="isJson">Whether machines read it.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchLog(Terminal terminal, string index, bool isJson, TimeProvider time)
{
    /// <summary>Adds what a pass did.</summary>
    public void Add(IndexSummary summary)
    {
        if (isJson)
        {
            JsonObject line = JsonSerializer.SerializeToNode(summary, CliJson.Default.IndexSummary)!.AsObject();
            line["time"] = time.GetUtcNow().ToString("o", CultureInfo.InvariantCulture);
            terminal.Output.WriteLine(line.ToJsonString());
            return;
        }

        foreach (string change in summary.Changes is { } changes ? IndexText.Done(changes) : []) terminal.Output.WriteLine($"{Now}  {change}");
        terminal.Output.WriteLine($"{Now}  {IndexText.Of(index, summary)}");
    }

    /// <summary>Says what else there is to know.</summary>
    public void Note(string text) => terminal.Note($"{Now}  {text}");

    private string Now => time.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
