namespace Lookalike.Application.Telemetry;

/// <summary>What telemetry calls that which became of a picture: the end of a span's tag, and the value of a counter's.</summary>
internal static class PictureOutcome
{
    public const string Encoded = "encoded";

    public const string Unchanged = "unchanged";

    public const string Touched = "touched";

    public const string Moved = "moved";

    public const string Copied = "copied";

    public const string Removed = "removed";

    public const string Failed = "failed";

    /// <summary>The tag of a span that says how many had an outcome.</summary>
    public static string TagOf(string outcome) => $"lookalike.pictures.{outcome}";
}
