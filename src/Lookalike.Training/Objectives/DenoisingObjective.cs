using Lookalike.Search;

namespace Lookalike.Training;

/// <summary>
/// Reconstruct the image from a changed copy, in pixels and gradient histograms; then bring the latents to length 1 about their mean and
/// let the decoder learn to draw from those.
/// </summary>
internal sealed class DenoisingObjective : TrainingObjective
{
    /// <summary>Images that are copied to compare stages.</summary>
    public const int Copies = 1000;

    private readonly TrainingContext _context;
    private readonly CopyTest _copies;
    private readonly ShapeFeatures _features;

    /// <summary>Computes what the loss compares with.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    public DenoisingObjective(TrainingContext context)
    {
        _context = context;
        _copies = new CopyTest(context.Recipe, context.Images, Copies, context.Threads);
        _features = new ShapeFeatures(context.Images);
    }

    /// <inheritdoc/>
    public override int PlannedEpochs => _context.Recipe.Epochs + _context.Recipe.DecoderEpochs;

    /// <inheritdoc/>
    public override Stage? Next(IReadOnlyList<StageResult> finished, bool roundsOver) => finished.Count switch
    {
        0 => Denoising("denoising"),
        1 => Decoder(encoder: 0),
        _ => null,
    };

    /// <summary>The loss of changed copies.</summary>
    public DenoisingLoss Loss() => new(_context.Recipe, _context.Images, _features, _context.Autoencoder);

    /// <summary>The stage that trains the whole network on changed copies.</summary>
    public Stage Denoising(string name) => new()
    {
        Name = name,
        Kind = StageKind.Whole,
        Epochs = _context.Recipe.Epochs,
        LearningRate = _context.Recipe.LearningRate,
        Begin = _ => Loss(),
        Finish = cancellation => Measure(name, cancellation),
    };

    /// <summary>The stage that trains the decoder alone.</summary>
    /// <param name="encoder">The finished stage whose encoder it keeps.</param>
    public Stage Decoder(int encoder) => new()
    {
        Name = "decoder",
        Kind = StageKind.Decoder,
        Epochs = _context.Recipe.DecoderEpochs,
        LearningRate = _context.Recipe.LearningRate,
        StartsFrom = encoder,
        Begin = _ => new DecoderLoss(_context.Images, _context.Autoencoder),
        Finish = _ => new StageResult { Stage = "decoder" },
    };

    /// <summary>The label-free score of the network as it is now.</summary>
    public StageResult Measure(string stage, CancellationToken cancellation)
    {
        CopyAgreement agreement = _copies.Measure(_context.Autoencoder, cancellation);
        return new StageResult { Stage = stage, Agreement = agreement.Score, RecallAt1 = agreement.RecallAt1 };
    }

    /// <inheritdoc/>
    public override void Dispose() => _features.Dispose();
}
