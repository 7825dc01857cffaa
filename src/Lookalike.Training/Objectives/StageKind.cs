namespace Lookalike.Training.Objectives;

/// <summary>What a stage is in a run.</summary>
internal enum StageKind
{
    /// <summary>The first: the whole network learns from the images alone.</summary>
    Whole,

    /// <summary>A round, which may be left out.</summary>
    Round,

    /// <summary>The last: the decoder learns alone.</summary>
    Decoder,
}
