using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Lookalike.Cli.Tests;

/// <summary>docs/telemetry.md has what the libraries have, and nothing else: whoever builds a dashboard goes by it.</summary>
public sealed partial class TelemetryPageTests
{
    private static readonly Type[] Telemetry =
    [
        .. Directory.GetFiles(ProgramFolder.Path, "Lookalike.*.dll").Select(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)))
            .SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.Name.EndsWith("Telemetry", StringComparison.Ordinal)),
    ];

    private static string Root { get; } = typeof(TelemetryPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static string Page { get; } = File.ReadAllText(Path.Combine(Root, "docs", "telemetry.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_instrument_is_in_the_table_with_its_kind_and_unit()
    {
        List<string> found = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith("Lookalike.", StringComparison.Ordinal))
                found.Add($"{instrument.Name} {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} {instrument.Unit}");
        };
        foreach (Type type in Telemetry) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        listener.Start();

        Assert.Equal(found.Order(StringComparer.Ordinal), Rows("Metrics").Select(row => $"{row[0].Trim('`')} {row[1]} {row[2]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_source_and_meter_is_in_the_table_with_its_class()
    {
        var found = Telemetry.Select(type => (Name: (string)type.GetField("MeterName")!.GetValue(null)!, type.Name));

        Assert.Equal(found.Order(), Rows("Sources, meters and log categories").Select(row => (row[0].Trim('`'), row[1].Split('`')[1])).Order());
        Assert.All(Telemetry, type => Assert.Equal(type.Assembly.GetName().Name, type.GetField("ActivitySourceName")?.GetValue(null) ?? type.Assembly.GetName().Name));
    }

    [Fact]
    public void Every_log_message_is_in_the_table_with_its_number_and_level()
    {
        var found =
            from type in Telemetry.SelectMany(type => type.Assembly.GetTypes())
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            from attribute in method.GetCustomAttributesData().Where(a => a.AttributeType.Name == "LoggerMessageAttribute")
            select $"{attribute.ConstructorArguments[0].Value} {method.Name} {type.Assembly.GetName().Name} {LevelOf(attribute.ConstructorArguments[1])}";

        Assert.Equal(found.Order(StringComparer.Ordinal), Rows("Log messages").Select(row => $"{row[0].Replace("`", "", StringComparison.Ordinal)} {row[1].Trim('`')} {row[2]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_span_is_in_the_table()
    {
        var found =
            from file in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            from Match call in Begun().Matches(File.ReadAllText(file))
            from Match name in Literal().Matches(call.Groups["operation"].Value)
            select name.Groups["name"].Value;

        Assert.Equal(found.Distinct().Order(StringComparer.Ordinal), Rows("Spans").SelectMany(row => row[0].Split(", ")).Select(name => name.Trim('`')).Order(StringComparer.Ordinal));
    }

    private static string LevelOf(CustomAttributeTypedArgument level) => Enum.GetName(level.ArgumentType, level.Value!)!;

    /// <summary>The cells of the table below a heading.</summary>
    private static IEnumerable<string[]> Rows(string heading) =>
        Page.Split($"## {heading}\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Split('|')[1..^1]).Select(cells => cells.Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex("Telemetry\\.Operations\\s*\\.(?:RunAsync|Start)\\((?<operation>[^,)]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Begun();

    [GeneratedRegex("\"(?<name>[a-z_]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();
}
