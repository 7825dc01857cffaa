using Lookalike.Imaging.Faults;

namespace Lookalike.Datasets.Pictures;

/// <summary>A file that gave no picture. Immutable.</summary>
public sealed class PictureFailure
{
    internal PictureFailure()
    {
    }

    /// <summary>The path below the folder, with <c>/</c> on every system; the full path of a listed file that does not lie below it.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>What is wrong, for a program to count.</summary>
    public PictureFault Fault { get; internal init; }

    /// <summary>What is wrong and what to do, as a sentence.</summary>
    public string Message { get; internal init; } = "";
}
