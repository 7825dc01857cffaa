using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Datasets.Pictures;

/// <summary>A file that gave no picture. Immutable.</summary>
public sealed class PictureFailure
{
    /// <summary>The path below the folder, as <see cref="PictureFile.RelativePath"/> has it.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong, for a program to count.</summary>
    public required PictureFault Fault { get; init; }

    /// <summary>What is wrong and what to do, as a sentence.</summary>
    public required string Message { get; init; }
}
