using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Contracts;

/// <summary>What is searched for, and what comes back.</summary>
/// <remarks>What has a default has a setter: the generated reader would overwrite the default of what is initialised.</remarks>
internal sealed class SearchBody
{
    [Description("Indexed images and uploaded pictures that hits shall look like, or not. At least one weight is above 0.")]
    [Length(1, Bounds.Examples)]
    public required IReadOnlyList<ExampleBody> Examples { get; init; }

    [Description("Hits of a page.")]
    [Range(1, Bounds.Top)]
    [DefaultValue(10)]
    public int Top { get; set; } = 10;

    [Description("The nearest hits to leave out: `next` of the page before.")]
    [Range(0, Bounds.Skip)]
    public int Skip { get; init; }

    [Description("The most that a hit is away, in the unit of the metric.")]
    [Range(0, float.MaxValue)]
    public float? Within { get; init; }

    [Description("Which keys are searched: * is any text without a slash, ** any text, ? one character; case does not matter.")]
    [StringLength(Bounds.Pattern, MinimumLength = 1)]
    public string? Match { get; init; }

    [Description("Which class is searched.")]
    public int? Label { get; init; }

    [Description("A hit at most so far from a nearer one is left out and counted there.")]
    [Range(0, float.MaxValue)]
    public float? Collapse { get; init; }

    [Description("The size of thumbnails that come with the hits: 64, 160 or 320 pixels; left out, none.")]
    public int? Embed { get; init; }

    [Description("The distance.")]
    public MetricName Metric { get; init; }

    [Description("Whether every image is compared; left out, as the index says.")]
    public bool? Exact { get; init; }
}

/// <summary>One image: either an indexed one or an uploaded one.</summary>
internal class PictureBody
{
    [Description("The key of an indexed image.")]
    public string? Key { get; init; }

    [Description("The token of an uploaded picture.")]
    public string? Query { get; init; }

    [Description("The part that is looked at; left out, all of it.")]
    public CropBody? Crop { get; init; }
}

/// <summary>One image that is searched with.</summary>
internal sealed class ExampleBody : PictureBody
{
    [Description("How much it counts; below 0 hits shall not look like it.")]
    [Range(-1, 1)]
    [DefaultValue(1f)]
    public float Weight { get; set; } = 1;
}

/// <summary>A part of an upright picture, as shares of its width and height.</summary>
internal sealed class CropBody
{
    [Range(0, 1)]
    public required float X { get; init; }

    [Range(0, 1)]
    public required float Y { get; init; }

    [Range(0, 1)]
    public required float Width { get; init; }

    [Range(0, 1)]
    public required float Height { get; init; }
}

/// <summary>Of which two images it is to be told why they are alike.</summary>
internal sealed class ExplanationBody
{
    [Description("The image that was searched with.")]
    public required PictureBody Query { get; init; }

    [Description("The key of the hit.")]
    public required string Hit { get; init; }

    [Description("Rows of the grid.")]
    [Range(1, Bounds.GridSide)]
    [DefaultValue(7)]
    public int Rows { get; set; } = 7;

    [Description("Columns of the grid.")]
    [Range(1, Bounds.GridSide)]
    [DefaultValue(7)]
    public int Columns { get; set; } = 7;

    [Description("The distance.")]
    public MetricName Metric { get; init; }
}

/// <summary>A job to be started.</summary>
internal sealed class JobBody
{
    [Description("What it does: `index` brings the index in step with the folders that it holds.")]
    public required JobKind Kind { get; init; }
}

/// <summary>What a job does.</summary>
[JsonConverter(typeof(EnumWord<JobKind>))]
internal enum JobKind
{
    /// <summary>Brings the index in step with its folders.</summary>
    Index,
}
