namespace Lookalike.Cli.Commands;

/// <summary>The options that say which model and index are meant.</summary>
/// <param name="reads">Whether a library is read where none of the options is given. What writes goes where it is told to.</param>
internal sealed class IndexPlace(bool reads)
{
    private readonly Option<string> _model = LibraryOption.Model(reads);
    private readonly Option<string> _index = LibraryOption.Index(reads);
    private readonly Option<string?> _library = LibraryOption.Create();

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [_model, _index, _library];

    /// <summary>The model file.</summary>
    public string ModelPath(ParseResult parsed) => parsed.GetRequiredValue(_model);

    /// <summary>The index.</summary>
    public string IndexPath(ParseResult parsed) => parsed.GetRequiredValue(_index);

    /// <summary>What model and index are used by.</summary>
    public ImageLibrary Library(ParseResult parsed) => CommonOptions.Library(IndexPath(parsed), ModelPath(parsed));
}
