namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>How a copy differs from its image.</summary>
internal enum CopyChange
{
    /// <summary>Moved right and down by a fourteenth of the side.</summary>
    Shifted,

    /// <summary>The inner 85 % of either side, brought back to the size.</summary>
    Cropped,

    /// <summary>Less contrast and more light: 0.7 v + 0.1, values in 0..1.</summary>
    Brightness,

    /// <summary>Gaussian noise with a standard deviation of 0.05, values in 0..1.</summary>
    Noise,

    /// <summary>Compressed with JPEG at quality 30.</summary>
    Jpeg,
}
