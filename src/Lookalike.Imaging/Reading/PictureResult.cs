using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Imaging.Reading;

/// <summary>What became of one file: a picture, or what is wrong with it. Immutable.</summary>
internal sealed class PictureResult
{
    internal PictureResult(PictureFile file, Picture? picture, PictureException? fault, string? contentHash)
    {
        File = file;
        Picture = picture;
        Fault = fault;
        ContentHash = contentHash;
    }

    /// <summary>The file.</summary>
    public PictureFile File { get; }

    /// <summary>The picture; null if there is a <see cref="Fault"/>, or if it was not wanted (<see cref="PicturePipeline.Wanted"/>).</summary>
    public Picture? Picture { get; }

    /// <summary>Why there is no picture; null if there is one, or if it was not wanted.</summary>
    public PictureException? Fault { get; }

    /// <summary>
    /// The first 128 bits of the SHA-256 of the file, 32 lower-case hexadecimal digits; null where the file could not be read, or where
    /// nobody asks which pictures are wanted.
    /// </summary>
    public string? ContentHash { get; }
}
