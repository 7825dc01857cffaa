using System.Globalization;
using Lookalike.Core.Files;
using Lookalike.Imaging.Text;
using Lookalike.Training.Networks;
using Lookalike.Training.Results;
using ScottPlot;

namespace Lookalike.Training.Pictures;

/// <summary>
/// The picture of a run: above, how well images are drawn, or copies told apart, after each epoch; below, what the steps minimise, which is another
/// thing in each stage, how far changed copies agree at the end of each, and what the stages are.
/// </summary>
internal static class LossPlot
{
    private const int Width = 900, Height = 860, Rows = 20, UpperRows = 11, TextSize = 13, LabelSize = 15;

    private static readonly Lazy<string> FontName = new(() =>
    {
        Fonts.AddFontFile(BundledFont.FamilyName, BundledFont.EnsureFile());
        return BundledFont.FamilyName;
    });

    /// <summary>Writes the plot as PNG, beside and renamed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="history">At least one epoch.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, TrainingHistory history)
    {
        var plots = new Multiplot();
        plots.AddPlots(2);
        Plot told = plots.GetPlot(0), minimised = plots.GetPlot(1);
        DrawTold(told, history);
        DrawMinimised(minimised, history);
        foreach (Plot plot in (Plot[])[told, minimised])
        {
            AddStages(plot, history.Epochs, named: plot == told);
            plot.Legend.FontSize = LabelSize;
            plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
            plot.Axes.Bottom.TickLabelStyle.FontSize = TextSize;
            plot.Axes.SetLimitsX(history.Epochs[0].Epoch - 0.3, history.Epochs[^1].Epoch + 0.3);
            plot.Font.Set(FontName.Value);
        }

        var grid = new ScottPlot.MultiplotLayouts.CustomGrid();
        grid.Set(told, new GridCell(0, 0, Rows, 1, UpperRows, 1));
        grid.Set(minimised, new GridCell(UpperRows, 0, Rows, 1, Rows - UpperRows, 1));
        plots.Layout = grid;
        AtomicFile.Write(path, PngMark.Put(plots.Render(Width, Height).GetImageBytes(ImageFormat.Png)));
    }

    private static void DrawTold(Plot plot, TrainingHistory history)
    {
        EpochResult[] drawn = [.. history.Epochs.Where(e => e.Loss == EpochResult.Reconstruction)];
        EpochResult[] compared = [.. history.Epochs.Except(drawn)];
        if (drawn.Length > 0) AddLosses(plot, drawn, plot.Axes.Left, "mean squared error");
        if (compared.Length > 0) AddLosses(plot, compared, drawn.Length > 0 ? plot.Axes.Right : plot.Axes.Left, "contrastive loss");
        EpochResult last = history.Epochs[^1];
        string network = ArchitectureTable.Of(history.Recipe.Architecture).Name;
        string what = last.Loss == EpochResult.Reconstruction ? "reconstruction" : "contrastive";
        string objective = history.Recipe.Objective.ToString().ToLowerInvariant();
        plot.Title(
            $"Objective {objective}, {network} network: {what} loss {last.ValidationLoss.ToString("0.00000", CultureInfo.InvariantCulture)} of images held out",
            size: 18);
        plot.ShowLegend(Alignment.UpperRight);
    }

    private static void DrawMinimised(Plot plot, TrainingHistory history)
    {
        EpochResult[] known = [.. history.Epochs.Where(epoch => epoch.Minimised > 0)];
        if (known.Length > 0)
        {
            double[] powers = [.. known.Select(epoch => Math.Log10(epoch.Minimised!.Value))];
            plot.Axes.Left.Range.Set(powers.Min() - 0.1, powers.Max() + 0.1);
        }

        // A line for each stage, for each minimises something else; by powers of ten, for they differ by so much.
        foreach (IGrouping<string, EpochResult> stage in known.GroupBy(epoch => epoch.Stage))
        {
            string name = stage.Key == known[0].Stage ? "what is minimised" : "";
            Add(plot, (name, plot.Axes.Left), [.. stage], epoch => Math.Log10(epoch.Minimised!.Value), Colors.C2);
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            LabelFormatter = power => Math.Pow(10, power).ToString("g2", CultureInfo.InvariantCulture),
        };
        Label(plot.Axes.Left, "what is minimised");
        AddAgreement(plot, history);
        plot.XLabel($"epoch\n\n{string.Join('\n', StageWords.Of(history))}", size: TextSize);
    }

    /// <summary>How far changed copies agreed at the end of each stage that measured it.</summary>
    private static void AddAgreement(Plot plot, TrainingHistory history)
    {
        (double Epoch, double Agreement)[] ends =
        [
            .. history.Stages.Where(stage => stage.Agreement is not null)
                .Select(stage => ((double?)history.Epochs.LastOrDefault(epoch => epoch.Stage == stage.Stage)?.Epoch ?? 0, stage.Agreement!.Value)),
        ];
        if (ends.Length == 0) return;
        var points = plot.Add.ScatterPoints(ends.Select(end => end.Epoch).ToArray(), ends.Select(end => end.Agreement).ToArray(), Colors.C4);
        points.Axes.YAxis = plot.Axes.Right;
        points.MarkerSize = 12;
        points.LegendText = "agreement of changed copies";
        Label(plot.Axes.Right, "agreement");
        plot.Axes.Right.Range.Set(0, 1.05);
        plot.ShowLegend(Alignment.LowerLeft);
    }

    /// <summary>A line where a stage begins, where there is more than one.</summary>
    private static void AddStages(Plot plot, IReadOnlyList<EpochResult> epochs, bool named)
    {
        for (int i = 1; i < epochs.Count; i++)
        {
            if (epochs[i].Stage == epochs[i - 1].Stage) continue;
            double start = epochs[i].Epoch - 0.5;
            plot.Add.VerticalLine(start, width: 1, color: Colors.Gray, pattern: LinePattern.Dotted);
            if (!named) continue;
            var name = plot.Add.Text(epochs[i].Stage, start, 0);
            name.Alignment = Alignment.LowerLeft;
            name.LabelFontName = FontName.Value;
            name.LabelFontSize = TextSize;
            name.LabelFontColor = Colors.Gray;
        }
    }

    /// <summary>Losses of one kind, by an axis of their own that begins at zero, so that a fall looks as large as it is.</summary>
    private static void AddLosses(Plot plot, EpochResult[] epochs, IYAxis axis, string label)
    {
        Label(axis, label);
        bool first = !plot.GetPlottables().Any();
        Add(plot, (first ? "training" : "", axis), epochs, e => e.TrainingLoss, Colors.C0);
        Add(plot, (first ? "validation" : "", axis), epochs, e => e.ValidationLoss, Colors.C1);
        axis.Range.Set(0, epochs.Max(e => Math.Max(e.TrainingLoss, e.ValidationLoss)) * 1.08);
    }

    private static void Label(IYAxis axis, string label)
    {
        axis.Label.Text = label;
        axis.Label.FontSize = LabelSize;
        axis.TickLabelStyle.FontSize = TextSize;
    }

    private static void Add(Plot plot, (string Name, IYAxis Axis) of, EpochResult[] epochs, Func<EpochResult, double> loss, Color color)
    {
        var line = plot.Add.Scatter(epochs.Select(e => (double)e.Epoch).ToArray(), epochs.Select(loss).ToArray(), color);
        line.Axes.YAxis = of.Axis;
        line.LegendText = of.Name;
        line.LineWidth = 2.5f;
        line.MarkerSize = 8;
    }
}
