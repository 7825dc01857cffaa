using System.Text.Json;
using Lookalike.Imaging;

namespace Lookalike.Application.Evaluating.LabelFree.Changes;

/// <summary>How a copy differs from its image: what people do to pictures, in the order of reports.</summary>
internal enum CopyChange
{
    /// <summary>Moved right and down by a fourteenth of the side; the border is repeated.</summary>
    Shifted,

    /// <summary>The inner 85 % of either side, brought back to the size, bilinear.</summary>
    Cropped,

    /// <summary>Less contrast and more light: 0.7 v + 0.1, values in 0..1.</summary>
    Brightness,

    /// <summary>Gaussian noise with a standard deviation of 0.05, values in 0..1.</summary>
    Noise,

    /// <summary>Compressed with JPEG at quality 30.</summary>
    Jpeg,

    /// <summary>A line of dark text on white over the lower 18 %.</summary>
    Caption,

    /// <summary>A white margin around the image, of 8 % of its shorter side.</summary>
    Frame,

    /// <summary>The image between a black band above and one below; it has 1 part of 1.6 of the height.</summary>
    Letterbox,

    /// <summary>The image on a page, where a picture of 4:3 is on a telephone's screen of 1080 x 2160.</summary>
    Screenshot,

    /// <summary>The inner 60 % of either side, brought back to the size, bilinear.</summary>
    StrongCrop,

    /// <summary>The middle three quarters of the width, which is what a picture of 4:3 keeps as a square; all of the height.</summary>
    SquareCrop,

    /// <summary>Turned by 5 degrees about the middle; the corners are black.</summary>
    Turned,

    /// <summary>Without colour. Images of one channel have none to lose.</summary>
    Grey,

    /// <summary>Half as light.</summary>
    Darker,

    /// <summary>White text at 60 % opacity across the middle two thirds.</summary>
    Watermark,
}

/// <summary>The changes that copies are made with.</summary>
internal static class CopyChanges
{
    private static readonly CopyChange[] Colour = Enum.GetValues<CopyChange>(), Monochrome = [.. Colour.Where(change => change != CopyChange.Grey)];

    /// <summary>Those that change images of a shape, in the order of reports.</summary>
    public static IReadOnlyList<CopyChange> For(PixelShape shape) => shape.Channels == 1 ? Monochrome : Colour;

    /// <summary>What a change is called in reports, such as <c>strongCrop</c>.</summary>
    public static string Word(this CopyChange change) => JsonNamingPolicy.CamelCase.ConvertName(change.ToString());
}
