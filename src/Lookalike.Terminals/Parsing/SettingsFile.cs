using System.CommandLine;
using System.Text.Json;

namespace Lookalike.Terminals.Parsing;

/// <summary>
/// A JSON file of settings: the names of options, without dashes, with their values, and the names of commands, with objects of the same. What is set for a
/// command comes before what is set for all. Comments and commas at the end are allowed.
/// </summary>
/// <param name="path">Where it is.</param>
internal sealed class SettingsFile(string path)
{
    private const int MaxLength = 1 << 20;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The values of a command's options, by their names with dashes; none where there is no file.</summary>
    /// <param name="command">The words that name the command.</param>
    /// <param name="root">All commands: what is in the file must be known.</param>
    /// <exception cref="IOException">It is no such file.</exception>
    public IReadOnlyDictionary<string, string> Read(string command, Func<Command> root)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return values;
        using JsonDocument document = Parse();
        (string Words, Command Command)[] commands = [.. Commands(root(), "")];
        Add(document.RootElement, commands, values);
        if (document.RootElement.TryGetProperty(command, out JsonElement own) && own.ValueKind == JsonValueKind.Object) Add(own, commands, values);
        return values;
    }

    private JsonDocument Parse()
    {
        if (new FileInfo(path).Length > MaxLength) throw Fault("expected settings, found a file of more than a megabyte");
        try
        {
            JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            throw Fault("expected a JSON object, such as { \"top\": 20 }");
        }
        catch (JsonException e)
        {
            throw Fault($"expected JSON, found an error in line {e.LineNumber + 1}: {e.Message.Split(" LineNumber")[0]}");
        }
    }

    private void Add(JsonElement settings, (string Words, Command Command)[] commands, Dictionary<string, string> values)
    {
        foreach (JsonProperty setting in settings.EnumerateObject())
        {
            bool isSection = setting.Value.ValueKind == JsonValueKind.Object;
            string[] known = isSection
                ? [.. commands.Select(one => one.Words)]
                : [.. commands.SelectMany(one => one.Command.Options).Where(UserDefaults.CanBeSet).Select(option => option.Name[2..]).Distinct()];
            if (!known.Contains(setting.Name))
            {
                string near = NearestWord.Of(setting.Name, known) is { } word ? $" Did you mean \"{word}\"?" : "";
                throw Fault($"\"{setting.Name}\" is no {(isSection ? "command" : "option that takes one value")}.{near}");
            }

            if (!isSection) values[$"--{setting.Name}"] = Text(setting);
        }
    }

    private string Text(JsonProperty setting)
    {
        string text = setting.Value.ValueKind switch
        {
            JsonValueKind.String => setting.Value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => setting.Value.GetRawText(),
            _ => throw Fault($"\"{setting.Name}\": expected a text, a number, true or false, found {setting.Value.ValueKind.ToString().ToLowerInvariant()}"),
        };

        // No shell does it here.
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return text.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(home, text[2..]) : text;
    }

    private IOException Fault(string what) =>
        new($"Cannot use the settings in {path}: {what}{(what[^1] is '.' or '?' ? "" : ".")} Correct the file, or move it away.");

    private static IEnumerable<(string Words, Command Command)> Commands(Command command, string words)
    {
        yield return (words, command);
        foreach (Command child in command.Subcommands.Where(child => !child.Hidden))
        {
            foreach ((string Words, Command Command) one in Commands(child, words.Length == 0 ? child.Name : $"{words} {child.Name}")) yield return one;
        }
    }
}
