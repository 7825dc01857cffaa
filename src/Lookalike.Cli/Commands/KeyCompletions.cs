using System.CommandLine.Completions;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Index.Sqlite;

namespace Lookalike.Cli.Commands;

/// <summary>Completes keys of the index that a command line names, a folder at a time.</summary>
internal static class KeyCompletions
{
    /// <summary>More than anybody reads.</summary>
    private const int Most = 100;

    /// <summary>Lets an option that takes keys be completed.</summary>
    public static Option<string[]> CompletesKeys(this Option<string[]> option)
    {
        option.CompletionSources.Add(context => Find(context.ParseResult.GetValue<string>("--index") ?? CommonOptions.UsualIndex, context.WordToComplete));
        return option;
    }

    private static IEnumerable<CompletionItem> Find(string index, string begun)
    {
        try
        {
            return [.. FindAsync(index, begun).GetAwaiter().GetResult().Select(key => new CompletionItem(key))];
        }
        catch (Exception e) when (e is LookalikeException or IOException or UnauthorizedAccessException)
        {
            return []; // nobody wants to read of a fault while typing
        }
    }

    private static async Task<List<string>> FindAsync(string index, string begun)
    {
        var found = new List<string>();
        IIndexEngine engine = new SqliteIndexEngine();
        using IIndexStore? store = await engine.OpenAsync(index, CancellationToken.None);
        for (string after = begun; store is not null && found.Count < Most;)
        {
            if (await store.ListAsync(after.Length == 0 ? null : after, 1, match: null, CancellationToken.None) is not [ImageRecord record]
                || !record.Key.StartsWith(begun, StringComparison.Ordinal)) break;
            int slash = record.Key.IndexOf('/', begun.Length);
            found.Add(slash < 0 ? record.Key : record.Key[..(slash + 1)]);

            // Behind all that the folder holds.
            after = slash < 0 ? record.Key : found[^1] + char.ConvertFromUtf32(0x10FFFF);
        }

        return found;
    }
}
