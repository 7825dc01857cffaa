using System.Text.Json;
using System.Text.Json.Serialization;
using Lookalike.Imaging;

namespace Lookalike.Cli;

/// <summary>Which pictures, and how they are brought to a model's input.</summary>
internal sealed record PictureRequest
{
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
    public int? Size { get; init; }

    public PictureFit Fit { get; init; }

    /// <summary>The most pixels that a picture may have.</summary>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>The pictures in messages.</summary>
    public string Name => Origin == PictureOrigin.StandardInput ? StandardInput.Name : Path;

    /// <summary>The words that name the pictures on a command line.</summary>
    public string Words => Origin switch
    {
        PictureOrigin.StandardInput => Nulls ? $"{StandardInput.Mark} --null" : StandardInput.Mark,
        PictureOrigin.List => $"--list {ShellWord.Of(Path)}{(Nulls ? " --null" : "")}",
        _ => ShellWord.Of(Path),
    };

    /// <summary>The full path of a file by the path that it has below the folder.</summary>
    public string FullPath(string relative) =>
        System.IO.Path.GetFullPath(relative, Origin == PictureOrigin.List ? System.IO.Path.GetDirectoryName(Path)! : Path);

    /// <summary>What tells these pictures from others, whatever they are brought to.</summary>
    public string Identity => (this with { Size = null, Fit = default, MaxPixels = 0 }).ToJson();

    /// <summary>Equal requests give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PictureRunJson.Default.PictureRequest);
}
