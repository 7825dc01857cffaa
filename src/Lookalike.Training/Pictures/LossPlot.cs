using Lookalike.Core.Files;
using Lookalike.Imaging.Text;
using Lookalike.Training.Networks;
using Lookalike.Training.Results;
using ScottPlot;

namespace Lookalike.Training.Pictures;

/// <summary>The picture of a run: training and validation loss after each epoch.</summary>
internal static class LossPlot
{
    private const int Width = 900;
    private const int Height = 560;

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
        using var plot = new Plot();
        EpochResult[] drawn = [.. history.Epochs.Where(e => e.Loss == EpochResult.Reconstruction)];
        EpochResult[] compared = [.. history.Epochs.Except(drawn)];
        if (drawn.Length > 0) AddLosses(plot, drawn, plot.Axes.Left, "mean squared error");
        if (compared.Length > 0) AddLosses(plot, compared, drawn.Length > 0 ? plot.Axes.Right : plot.Axes.Left, "contrastive loss");
        AddStages(plot, history.Epochs);
        EpochResult last = history.Epochs[^1];
        string network = ArchitectureTable.Of(history.Recipe.Architecture).Name;
        string title = last.Loss == EpochResult.Reconstruction ? "Reconstruction loss" : "Contrastive loss";
        plot.Title($"{title}, {network} network: validation {last.ValidationLoss:0.00000} after epoch {last.Epoch}", size: 18);
        plot.XLabel("epoch", size: 15);
        plot.ShowLegend(Alignment.UpperRight);
        plot.Legend.FontSize = 15;
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
        plot.Axes.SetLimitsX(history.Epochs[0].Epoch - 0.3, last.Epoch + 0.3);
        plot.Font.Set(FontName.Value);

        AtomicFile.Write(path, PngMark.Put(plot.GetImageBytes(Width, Height, ImageFormat.Png)));
    }

    /// <summary>A line where a stage begins, with its name, where there is more than one.</summary>
    private static void AddStages(Plot plot, IReadOnlyList<EpochResult> epochs)
    {
        for (int i = 1; i < epochs.Count; i++)
        {
            if (epochs[i].Stage == epochs[i - 1].Stage) continue;
            double start = epochs[i].Epoch - 0.5;
            plot.Add.VerticalLine(start, width: 1, color: Colors.Gray, pattern: LinePattern.Dotted);
            var name = plot.Add.Text(epochs[i].Stage, start, 0);
            name.Alignment = Alignment.LowerLeft;
            name.LabelFontName = FontName.Value;
            name.LabelFontSize = 13;
            name.LabelFontColor = Colors.Gray;
        }
    }

    /// <summary>Losses of one kind, by an axis of their own that begins at zero, so that a fall looks as large as it is.</summary>
    private static void AddLosses(Plot plot, EpochResult[] epochs, IYAxis axis, string label)
    {
        axis.Label.Text = label;
        axis.Label.FontSize = 15;
        axis.TickLabelStyle.FontSize = 13;
        bool first = !plot.GetPlottables().Any();
        Add(plot, (first ? "training" : "", axis), epochs, e => e.TrainingLoss, Colors.C0);
        Add(plot, (first ? "validation" : "", axis), epochs, e => e.ValidationLoss, Colors.C1);
        axis.Range.Set(0, epochs.Max(e => Math.Max(e.TrainingLoss, e.ValidationLoss)) * 1.08);
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
