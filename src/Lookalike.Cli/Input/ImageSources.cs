using Lookalike.Datasets.Store;

namespace Lookalike.Cli.Input;

/// <summary>Tells what a text on the command line names.</summary>
internal static class ImageSources
{
    /// <summary>The data sets of this machine.</summary>
    public static DatasetStore Datasets { get; } = new();

    /// <summary>What a text names. A name of the catalogue wins over a folder; <c>./mnist</c> is the folder.</summary>
    public static ImageSource Of(string text)
    {
        if (text == StandardInput.Mark) return ImageSource.StandardInput;
        if (text.Length == 0) return ImageSource.Nothing;
        if (Datasets.Holds(text)) return ImageSource.Dataset;
        if (Directory.Exists(text)) return ImageSource.Folder;
        return File.Exists(text) ? ImageSource.File : ImageSource.Nothing;
    }
}
