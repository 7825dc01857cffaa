using System.Globalization;
using Lookalike.Search.Distances;
using Lookalike.Search.Graphs;
using Lookalike.Training.Costs;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Objectives;

/// <summary>
/// Denoising first. Then rounds: the graph of nearest neighbours, codes averaged along it, and the averaged codes taught to the encoder
/// through changed copies, which makes the next graph purer. The rounds end when a round gains little by the label-free score, and the
/// model gets the encoder of the stage that scored best, be it the first.
/// </summary>
internal sealed class NeighbourhoodObjective : TrainingObjective
{
    /// <summary>What a round must add to the best agreement so far to be kept, and for another to follow; less is within the score's noise.</summary>
    public const double MinGain = 0.0075;

    /// <summary>Images without which a graph says nothing.</summary>
    public const int MinImages = 64;

    /// <summary>Images that are copied to choose the graph; a third of those that stages are compared by, because many graphs are tried.</summary>
    private const int ChoiceCopies = 334;

    private readonly TrainingContext _context;
    private readonly DenoisingObjective _denoising;
    private readonly CopyTest _choiceCopies;

    /// <summary>Computes what the losses compare with.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    public NeighbourhoodObjective(TrainingContext context)
    {
        _context = context;
        _denoising = new DenoisingObjective(context);
        _choiceCopies = new CopyTest(context.Recipe, context.Images, ChoiceCopies, context.Threads);
    }

    /// <inheritdoc/>
    public override int PlannedEpochs => _denoising.PlannedEpochs + (Rounds * _context.Recipe.RoundEpochs);

    private int Rounds => _context.Images.Count < MinImages ? 0 : _context.Recipe.Rounds;

    /// <inheritdoc/>
    public override TrainingStage? Next(IReadOnlyList<StageResult> finished, bool roundsOver)
    {
        if (finished.Count == 0) return _denoising.Denoising("warm-up");
        if (finished[^1].Agreement is null) return null; // the decoder's stage, the last, has no agreement
        int rounds = finished.Count - 1;
        return !roundsOver && rounds < Rounds && Best(finished) == rounds // the last stage is the best so far
            ? Round(rounds + 1, chosen: rounds == 0 ? null : finished[1])
            : DecoderStage.After(Best(finished), _context);
    }

    /// <inheritdoc/>
    public override string? Verdict(IReadOnlyList<StageResult> finished, bool budgeted)
    {
        StageResult[] measured = [.. finished.Where(f => f.Agreement is not null)];
        if (measured.Length == 1)
        {
            return _context.Images.Count < MinImages
                ? $"Kept the denoising encoder: a neighbour graph needs at least {MinImages} images, there are {_context.Images.Count}."
                : budgeted ? "Kept the denoising encoder: the budget left no time for a round." : "Kept the denoising encoder: no rounds were asked for.";
        }

        int best = Best(measured);
        double warmUp = measured[0].Agreement!.Value;
        return best == 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Kept the denoising encoder of the warm-up: "
                + $"two changed copies of an image get {warmUp:0.000} of their answers in common, "
                + $"after the best round {measured[1..].Max(m => m.Agreement):0.000}.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Kept the neighbourhood encoder of {measured[best].Stage}: "
                + $"two changed copies of an image get {measured[best].Agreement:0.000} of their answers in common, after the warm-up {warmUp:0.000}.");
    }

    /// <inheritdoc/>
    public override void Dispose() => _denoising.Dispose();

    /// <summary>What is known of it before a run.</summary>
    internal sealed class Definition : ObjectiveDefinition
    {
        /// <summary>Averaging along a first graph: all steps for both widths to choose from, then for the chosen one.</summary>
        private static readonly long ChoiceAverages = (long)TargetChoice.Steps[^1] * (TargetChoice.Neighbours.Sum() + TargetChoice.Neighbours[^1]);

        private readonly DenoisingObjective.Definition _denoising = new();

        /// <inheritdoc/>
        public override string Name => "neighbourhood";

        /// <inheritdoc/>
        public override int LatentSize => _denoising.LatentSize;

        /// <inheritdoc/>
        public override bool LearnsFromCopies => true;

        /// <inheritdoc/>
        public override bool HasRounds => true;

        /// <inheritdoc/>
        public override TrainingObjective Begin(TrainingContext context) => new NeighbourhoodObjective(context);

        /// <inheritdoc/>
        public override ObjectiveCosts CostsOf(TrainingRecipe recipe, int images, StepCosts costs) => _denoising.CostsOf(recipe, images, costs) with
        {
            Rounds = images >= MinImages ? recipe.Rounds : 0,
            Graph = (2 * images * costs.EncodePerImage) + ((double)images * images * costs.Compare) + ((double)images * ChoiceAverages * costs.Average),
        };

        /// <inheritdoc/>
        public override string? FindFault(TrainingRecipe recipe) => recipe.LatentSize >= 2 ? null
            : $"The neighbourhood objective needs a latent of at least 2 values, found {recipe.LatentSize}: half of them tell the group.";

        /// <summary>All stages but the decoder's are scored, and a round has its graph.</summary>
        public override bool IsSound(StageResult stage, int index) =>
            index == 0 ? stage.Agreement is not null : stage.Agreement is null || stage is { Neighbours: not null, SmoothingSteps: not null };
    }

    /// <summary>The stage to keep: the last that was worth its time.</summary>
    private static int Best(IReadOnlyList<StageResult> measured)
    {
        int best = 0;
        for (int i = 1; i < measured.Count; i++)
        {
            if (measured[i].Agreement >= measured[best].Agreement + MinGain) best = i;
        }

        return best;
    }

    private TrainingStage Round(int round, StageResult? chosen)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"round {round}");
        (int Neighbours, int SmoothingSteps, double MutualShare) graph = default;
        return new TrainingStage
        {
            Name = name,
            Kind = StageKind.Round,
            Epochs = _context.Recipe.RoundEpochs,
            LearningRate = _context.Recipe.LearningRate / 2,
            StartsFrom = round - 1,
            Begin = cancellationToken =>
            {
                (float[] targets, graph) = Targets(round, chosen, cancellationToken);
                return _denoising.Loss(LatentCodes.ToTensor(targets, _context.Autoencoder.LatentSize, _context.Images.Device));
            },
            Finish = cancellationToken => _denoising.Measure(name, cancellationToken) with
            {
                Neighbours = graph.Neighbours,
                SmoothingSteps = graph.SmoothingSteps,
                MutualShare = graph.MutualShare,
            },
        };
    }

    /// <summary>What a round teaches. The first round chooses the graph; the others keep to its choice.</summary>
    private (float[] Targets, (int Neighbours, int SmoothingSteps, double MutualShare) Graph) Targets(
        int round, StageResult? chosen, CancellationToken cancellationToken)
    {
        TrainingRecipe recipe = _context.Recipe;
        int size = _context.Autoencoder.LatentSize, threads = _context.Threads;
        (float[] codes, double[] mean) = Codes();
        var targets = new NeighbourTargets(codes, round == 1 ? codes : CodesOf(_context.Snapshots[0]), size, recipe.MemberWeight, threads);
        int maximum = chosen?.Neighbours ?? recipe.Neighbours ?? TargetChoice.Neighbours[^1];
        NeighbourGraph graph = NeighbourGraph.Build(codes, size, maximum, DistanceMetric.Euclidean, threads, cancellationToken);
        (int neighbours, int steps) = chosen is null
            ? TargetChoice.Find(targets, graph, codes, _choiceCopies.Encode(_context.Autoencoder, mean), recipe, cancellationToken)
            : (graph.Neighbours, chosen.SmoothingSteps!.Value);
        graph = graph.Nearest(neighbours);
        return (targets.Make(graph, steps, cancellationToken), (neighbours, steps, graph.MutualShare()));
    }

    private (float[] Codes, double[] Mean) Codes()
    {
        float[] codes = LatentCodes.Encode(_context.Autoencoder, _context.Images);
        double[] mean = LatentCodes.Mean(codes, _context.Autoencoder.LatentSize);
        LatentCodes.CentreAndNormalise(codes, mean);
        return (codes, mean);
    }

    private float[] CodesOf(Weights weights)
    {
        Weights now = _context.Autoencoder.Save();
        _context.Autoencoder.Load(weights);
        float[] codes = Codes().Codes;
        _context.Autoencoder.Load(now);
        return codes;
    }
}
