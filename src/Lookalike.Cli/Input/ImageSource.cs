namespace Lookalike.Cli.Input;

/// <summary>What a text on the command line names.</summary>
internal enum ImageSource
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
