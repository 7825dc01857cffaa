using Lookalike.Datasets.Store;

namespace Lookalike.Cli.Input;

/// <summary>Tells what a text on the command line names.</summary>
internal static class ImageSources
{
    /// <summary>What a text may name: a data set of the catalogue or a folder with IDX files, another folder, a file, standard input, nothing.</summary>
    internal enum Kind
    {
        Dataset,
        Folder,
        File,
        StandardInput,
        Nothing,
    }

    /// <summary>The data sets of this machine.</summary>
    public static DatasetStore Datasets { get; } = new();

    /// <summary>What a text names. A name of the catalogue wins over a folder; <c>./mnist</c> is the folder.</summary>
    public static Kind Of(string text)
    {
        if (text == StandardInput.Mark) return Kind.StandardInput;
        if (text.Length == 0) return Kind.Nothing;
        if (Datasets.Holds(text)) return Kind.Dataset;
        if (Directory.Exists(text)) return Kind.Folder;
        return File.Exists(text) ? Kind.File : Kind.Nothing;
    }
}
