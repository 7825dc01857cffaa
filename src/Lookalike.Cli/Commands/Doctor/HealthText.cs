using Lookalike.Application.Health;

namespace Lookalike.Cli.Commands.Doctor;

/// <summary>Writes a health report for people: findings by kind, then the verdict.</summary>
internal static class HealthText
{
    /// <summary>Findings of one kind that are written out.</summary>
    private const int MaxOfAKind = 20;

    /// <summary>The same report with what mends each finding in the words of this command line.</summary>
    /// <param name="report">The report.</param>
    /// <param name="model">The model that the command line names, or null.</param>
    public static HealthReport Worded(HealthReport report, string? model) =>
        report.Worded(finding => RemedyText.Append(finding.Message, finding.Remedy, model));

    /// <summary>Writes a report whose findings are worded.</summary>
    public static void Write(HealthReport report, TextWriter output)
    {
        Write("mended: ", report.Mended, output);
        Write("", report.Findings, output);
        foreach (string what in report.NotChecked) output.WriteLine($"not checked: {what}");
        output.WriteLine($"{report.Verdict}, {report.Seconds:0.0} s");
    }

    private static void Write(string prefix, IReadOnlyList<HealthFinding> findings, TextWriter output)
    {
        foreach (IGrouping<HealthFindingKind, HealthFinding> kind in findings.GroupBy(f => f.Kind))
        {
            output.WriteLine($"{prefix}{kind.First().Title}: {kind.Count():N0}");
            foreach (HealthFinding finding in kind.Take(MaxOfAKind))
            {
                output.WriteLine($"  {finding.Message}");
                if (finding.NotMended is { } reason) output.WriteLine($"    not mended: {reason}");
            }

            if (kind.Count() > MaxOfAKind) output.WriteLine($"  and {kind.Count() - MaxOfAKind:N0} more; --json lists them all");
            output.WriteLine();
        }
    }
}
