namespace Lookalike.Terminals.Input;

/// <summary>Tells what a text on the command line names.</summary>
internal static class GivenSource
{
    /// <summary>What a text may name.</summary>
    internal enum Kind
    {
        /// <summary>A name of the catalogue, or a folder with IDX files.</summary>
        Dataset,

        /// <summary>Any other folder.</summary>
        Folder,

        /// <summary>A file.</summary>
        File,

        /// <summary>Standard input: <see cref="StandardInput.Mark"/>.</summary>
        StandardInput,

        /// <summary>Nothing that is there.</summary>
        Nothing,
    }

    /// <summary>What a text names. A name of the catalogue wins over a folder; <c>./mnist</c> is the folder.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isDataset">Whether a text names a data set.</param>
    public static Kind Of(string text, Func<string, bool> isDataset)
    {
        if (text == StandardInput.Mark) return Kind.StandardInput;
        if (text.Length == 0) return Kind.Nothing;
        if (isDataset(text)) return Kind.Dataset;
        if (Directory.Exists(text)) return Kind.Folder;
        return File.Exists(text) ? Kind.File : Kind.Nothing;
    }
}
