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
        double[] epochs = [.. history.Epochs.Select(e => (double)e.Epoch)];
        Add(plot, "training", epochs, [.. history.Epochs.Select(e => e.TrainingLoss)], Colors.C0);
        Add(plot, "validation", epochs, [.. history.Epochs.Select(e => e.ValidationLoss)], Colors.C1);

        AddStages(plot, history.Epochs);
        EpochResult last = history.Epochs[^1];
        string network = ArchitectureTable.Of(history.Recipe.Architecture).Name;
        plot.Title($"Reconstruction loss, {network} network: validation {last.ValidationLoss:0.00000} after epoch {last.Epoch}", size: 18);
        plot.XLabel("epoch", size: 15);
        plot.YLabel("mean squared error", size: 15);
        plot.ShowLegend(Alignment.UpperRight);
        plot.Legend.FontSize = 15;
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
        plot.Axes.Left.TickLabelStyle.FontSize = 13;

        // From zero, so that a fall looks as large as it is.
        double top = history.Epochs.Max(e => Math.Max(e.TrainingLoss, e.ValidationLoss)) * 1.08;
        plot.Axes.SetLimits(epochs[0] - 0.3, epochs[^1] + 0.3, 0, top);
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

    private static void Add(Plot plot, string name, double[] epochs, double[] losses, Color color)
    {
        var line = plot.Add.Scatter(epochs, losses, color);
        line.LegendText = name;
        line.LineWidth = 2.5f;
        line.MarkerSize = 8;
    }
}
