namespace Lookalike.Training.Costs;

/// <summary>What an objective's parts take on some images beside the steps, in seconds.</summary>
internal sealed record ObjectiveCosts
{
    /// <summary>What is needed before the first step.</summary>
    public double Start { get; init; }

    /// <summary>What follows the steps of a stage: encoding all images, comparing changed copies with them.</summary>
    public required double Measure { get; init; }

    /// <summary>The rounds that are taken if none is left out.</summary>
    public int Rounds { get; init; }

    /// <summary>What a round needs before its first step: codes, graph and targets.</summary>
    public double Graph { get; init; }

    /// <summary>What the decoder's stage needs before its first step.</summary>
    public double DecoderStart { get; init; }

    /// <summary>Epochs of the decoder's stage; 0 where there is none.</summary>
    public int DecoderEpochs { get; init; }
}
