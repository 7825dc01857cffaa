using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Contracts;

/// <summary>What is to be drawn anew.</summary>
internal sealed class ReconstructionBody
{
    [Description("The image.")]
    public required PictureBody Example { get; init; }
}

/// <summary>Between which images a walk leads.</summary>
internal sealed class WalkBody
{
    [Description("Where it begins.")]
    public required PictureBody From { get; init; }

    [Description("Where it ends.")]
    public required PictureBody To { get; init; }

    [Description("How many pictures, those of the two ends among them.")]
    [Range(Bounds.MinFrames, Bounds.Frames)]
    [DefaultValue(33)]
    public int Frames { get; set; } = 33;
}
