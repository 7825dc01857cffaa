using System.Diagnostics.CodeAnalysis;
using Lookalike.Web.Contracts;
using Lookalike.Web.Faults;
using Lookalike.Web.Settings;
using Lookalike.Web.Thumbnails;

namespace Lookalike.Web.Endpoints;

/// <summary>What a body may say beyond its types. The framework's own validation passes over types that are not public.</summary>
internal static class SearchRules
{
    /// <exception cref="ProblemException">Something is outside its range.</exception>
    public static void Require(SearchBody body)
    {
        Require(body.Examples.Count is >= 1 and <= Bounds.Examples, "examples", $"1 to {Bounds.Examples} examples");
        foreach (ExampleBody? example in body.Examples)
        {
            Require(example, "examples");
            Require(example.Weight is >= -1 and <= 1, "examples", "weights from -1 to 1");
        }

        Require(body.Examples.Any(example => example.Weight > 0), "examples", "at least one weight above 0");
        Require(body.Top is >= 1 and <= Bounds.Top, "top", $"a number from 1 to {Bounds.Top}");
        Require(body.Skip is >= 0 and <= Bounds.Skip, "skip", $"a number from 0 to {Bounds.Skip}");
        Require(IsDistance(body.Within), "within", "a finite distance, 0 and up");
        Require(IsDistance(body.Collapse), "collapse", "a finite distance, 0 and up");
        RequirePattern(body.Match);
        RequireSide(body.Embed, "embed");
        RequireMetric(body.Metric);
    }

    /// <exception cref="ProblemException">Something is outside its range.</exception>
    public static void Require(ExplanationBody body)
    {
        Require(body.Query, "query");
        Require(body.Rows is >= 1 and <= Bounds.GridSide, "rows", $"a number from 1 to {Bounds.GridSide}");
        Require(body.Columns is >= 1 and <= Bounds.GridSide, "columns", $"a number from 1 to {Bounds.GridSide}");
        RequireMetric(body.Metric);
    }

    /// <exception cref="ProblemException">Something is outside its range.</exception>
    public static void Require(ReconstructionBody body) => Require(body.Example, "example");

    /// <exception cref="ProblemException">Something is outside its range.</exception>
    public static void Require(WalkBody body)
    {
        Require(body.From, "from");
        Require(body.To, "to");
        Require(body.Frames is >= Bounds.MinFrames and <= Bounds.Frames, "frames", $"a number from {Bounds.MinFrames} to {Bounds.Frames}");
    }

    /// <exception cref="ProblemException">It is empty or too long.</exception>
    public static void RequirePattern(string? match) =>
        Require(match is null or { Length: >= 1 and <= Bounds.Pattern }, "match", $"1 to {Bounds.Pattern} characters");

    /// <exception cref="ProblemException">There are no thumbnails of that size.</exception>
    public static void RequireSide(int? side, string member) =>
        Require(side is null || ThumbnailMaker.Sides.Contains(side.Value), member, string.Join(", ", ThumbnailMaker.Sides));

    /// <exception cref="ProblemException">It does not hold.</exception>
    public static void Require([DoesNotReturnIf(false)] bool holds, string member, string expected)
    {
        if (!holds) throw new ProblemException(ProblemType.BadRequest, $"'{member}': expected {expected}.").With("member", member);
    }

    private static void Require([NotNull] PictureBody? example, string member)
    {
        Require(example is not null && example.Key is null != example.Query is null, member, "for each example either a key or a query");
        if (example.Crop is not { } crop) return;
        bool isInside = IsShare(crop.X) && IsShare(crop.Y) && crop is { Width: > 0, Height: > 0 }
            && IsShare(crop.X + crop.Width) && IsShare(crop.Y + crop.Height);
        Require(isInside, member, "a crop inside of the picture, in shares of its width and height");
    }

    private static void RequireMetric(MetricName metric) => Require(Enum.IsDefined(metric), "metric", "euclidean or cosine");

    private static bool IsDistance(float? value) => value is null || (value >= 0 && float.IsFinite(value.Value));

    // A crop that a browser computed may end a little behind the edge.
    private static bool IsShare(float value) => value is >= 0 and <= 1.0001f;
}
