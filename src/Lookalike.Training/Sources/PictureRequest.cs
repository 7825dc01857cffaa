using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lookalike.Imaging.Reading;

namespace Lookalike.Training.Sources;

/// <summary>Which pictures, and how they are brought to a model's input.</summary>
public sealed class PictureRequest
{
    /// <summary>The smallest side that may be asked for, in pixels.</summary>
    internal const int MinSize = 8;

    /// <summary>The largest.</summary>
    internal const int MaxSize = 1024;

    /// <summary>What the pictures from standard input are called in messages.</summary>
    internal const string StandardInput = "standard input";

    /// <summary>Where the paths come from.</summary>
    public required PictureOrigin Origin { get; init; }

    /// <summary>The full path of the folder or the list; for standard input that of the folder that its paths are relative to.</summary>
    public required string Path { get; init; }

    /// <summary>Whether the names of a list end with NULs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Nulls { get; init; }

    /// <summary>Patterns of what is taken; all where there are none.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is passed over.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The side that was asked for, in pixels, or null: chosen from the pictures.</summary>
    /// <value>8 to 1024, or null.</value>
    [Range(MinSize, MaxSize)]
    public int? Size { get; init; }

    /// <summary>How a picture of another aspect ratio fits.</summary>
    /// <value>Null, the default, for stretching pictures of colour, whose shape then counts for nothing, and padding others.</value>
    public PictureFit? Fit { get; init; }

    /// <summary>The most pixels that a picture may have.</summary>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>Whether all values are such as a command line gives; those of a file need not be.</summary>
    [JsonIgnore]
    internal bool IsSound =>
        Enum.IsDefined(Origin) && (Fit is null || Enum.IsDefined(Fit.Value)) && MaxPixels > 0 && Size is null or (>= MinSize and <= MaxSize)
        && Path is not null && !Path.Contains('\0', StringComparison.Ordinal) && System.IO.Path.IsPathFullyQualified(Path)
        && Include is not null && !Include.Contains(null) && Exclude is not null && !Exclude.Contains(null);

    /// <summary>The pictures in messages.</summary>
    public string Name => Origin == PictureOrigin.StandardInput ? StandardInput : Path;

    /// <summary>The full path of a file by the path that it has below the folder.</summary>
    /// <param name="relative">The path below the folder, as <see cref="Lookalike.Datasets.Pictures.PictureFailure.Path"/> has it.</param>
    internal string FullPath(string relative) =>
        System.IO.Path.GetFullPath(relative, Origin == PictureOrigin.List ? System.IO.Path.GetDirectoryName(Path)! : Path);

    /// <summary>What tells these pictures from others, whatever they are brought to.</summary>
    internal string Identity =>
        new PictureRequest { Origin = Origin, Path = Path, Nulls = Nulls, Include = Include, Exclude = Exclude, MaxPixels = 0 }.ToJson();

    /// <summary>Equal requests give equal text.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, PictureRunJson.Default.PictureRequest);
}
