using Lookalike.Application.Evaluating;

namespace Lookalike.Cli.Commands.Evaluate;

/// <summary>A measurement for people, on lines of 80 characters.</summary>
internal static class EvaluationText
{
    /// <summary>The classes that are listed; of more, those that are found worst.</summary>
    private const int MaxClasses = 20;

    /// <summary>Of each class, the others that are named.</summary>
    private const int MaxMistakes = 3;

    private const int LineLength = 80;

    /// <summary>Writes it.</summary>
    /// <param name="report">The measurement.</param>
    /// <param name="output">Where to.</param>
    /// <param name="pictures">Shows the queries that do worst; null for none.</param>
    public static void Write(EvaluationReport report, TextWriter output, ShownPictures? pictures)
    {
        if (report.MeanAveragePrecision is not null) WriteLabelled(report, output);
        foreach (Imaging.Sheets.MontageRow row in report.Rows)
        {
            if (pictures is null) break;
            output.WriteLine();
            output.WriteLine(row.Heading);
            pictures.Show(row, output);
        }

        if (report.LabelFree is { } free) LabelFreeText.Write(free, output);
    }

    /// <summary>Writes two measurements side by side.</summary>
    public static void Write(EvaluationComparison comparison, TextWriter output)
    {
        EvaluationComparison.Run a = comparison.Runs[0], b = comparison.Runs[1];
        output.WriteLine($"a: {a.Index}, {a.Report.Queries:N0} queries against {a.Report.Database:N0} images");
        output.WriteLine($"b: {b.Index}, {b.Report.Queries:N0} queries against {b.Report.Database:N0} images");
        output.WriteLine();
        output.WriteLine($"{"",-12} {"a",6} {"b",6} {"b - a",7}");
        foreach ((string name, double first, double second) in comparison.Numbers())
            output.WriteLine($"{name,-12} {first,6:0.000} {second,6:0.000} {second - first,7:+0.000;-0.000;0.000}");
        output.WriteLine();
        if (comparison.FirstHits is { } hits)
        {
            output.WriteLine(
                $"first hit right: by both {hits.Both:N0}, by a only {hits.OnlyFirst:N0}, by b only {hits.OnlySecond:N0}, by neither {hits.Neither:N0}");
        }
        else if (!a.Report.QueryNames.SequenceEqual(b.Report.QueryNames) || a.Report.Database != b.Report.Database)
            output.WriteLine("The two hold different images: each is measured on its own.");
    }

    private static void WriteLabelled(EvaluationReport report, TextWriter output)
    {
        output.WriteLine($"{report.Queries:N0} queries against {report.Database:N0} images");
        output.WriteLine($"{"vectors",-12} {"metric",-10} {"mAP",6} {"mAP@1000",9} {"P@10",6} {"1-NN",6} {"seconds",8}");
        foreach (EvaluationReport row in (IEnumerable<EvaluationReport>)[report, .. report.Baselines ?? []])
        {
            output.WriteLine(
                $"{row.Vectors,-12} {row.Metric,-10} {row.MeanAveragePrecision,6:0.000} {row.MeanAveragePrecisionAt1000,9:0.000} "
                + $"{row.PrecisionAt10,6:0.000} {row.PrecisionAt1,6:0.000} {row.Seconds,8:0.0}");
        }

        if (report.ApproximateRecallAt10 is { } recall) output.WriteLine($"approximate search finds {recall:0.0000} of the exact 10 nearest");
        if (report.Classes is { Count: > 0 } classes) WriteClasses(classes, output);
        if (report.Worst is not [var worst, ..]) return;
        output.WriteLine();
        output.WriteLine($"worst query: {worst.Query} ({worst.Class})");
        output.WriteLine($"  first hit: {worst.Hits[0].Key} ({worst.Hits[0].Class})");
        output.WriteLine($"  the worst {report.Worst.Count:N0} are drawn by --montage worst.png");
    }

    private static void WriteClasses(IReadOnlyList<ClassQuality> classes, TextWriter output)
    {
        IReadOnlyList<ClassQuality> listed = classes.Count <= MaxClasses ? classes : [.. classes.OrderBy(one => one.PrecisionAt1).Take(MaxClasses)];
        int width = Math.Clamp(listed.Max(one => one.Class.Length), "class".Length, 20);
        output.WriteLine();
        output.WriteLine($"{"class".PadRight(width)} {"queries",7} {"mAP",6} {"P@10",6} {"1-NN",6}  first hits of other classes");
        foreach (ClassQuality one in listed)
        {
            string name = one.Class.Length > width ? $"{one.Class[..(width - 3)]}..." : one.Class.PadRight(width);
            string line = $"{name} {one.Queries,7:N0} {one.MeanAveragePrecision,6:0.000} {one.PrecisionAt10,6:0.000} {one.PrecisionAt1,6:0.000}  ";
            int others = MaxMistakes;
            while (others > 1 && line.Length + one.Mistakes(others).Length > LineLength) others--;
            output.WriteLine((line + one.Mistakes(others)).TrimEnd());
        }

        if (listed.Count < classes.Count) output.WriteLine($"and {classes.Count - listed.Count:N0} classes that are found better");
    }
}
