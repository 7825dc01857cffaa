namespace Lookalike.Imaging;

/// <summary>What became of one file: a picture, or what is wrong with it. Immutable.</summary>
public sealed class PictureResult
{
    internal PictureResult(PictureFile file, Picture? picture, PictureException? fault)
    {
        File = file;
        Picture = picture;
        Fault = fault;
    }

    /// <summary>The file.</summary>
    public PictureFile File { get; }

    /// <summary>The picture; null if there is a <see cref="Fault"/>.</summary>
    public Picture? Picture { get; }

    /// <summary>Why there is no picture; null if there is one.</summary>
    public PictureException? Fault { get; }
}
