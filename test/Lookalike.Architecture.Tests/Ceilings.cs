namespace Lookalike.Architecture.Tests;

/// <summary>
/// What the code may have at most: what it had when the figure was last lowered. Whoever makes it less lowers the figure here, down to the aim;
/// nobody raises one.
/// </summary>
internal static class Ceilings
{
    /// <summary>Characters of a line of source.</summary>
    public const int LineLength = 160;

    /// <summary>Lines that are longer all the same.</summary>
    public const int LongLines = 0;

    /// <summary>Lines of a small file.</summary>
    public const int SmallFile = 20;

    /// <summary>The share of the files of src that are small.</summary>
    public const double SmallFiles = 0.12;

    /// <summary>Parameters of a method.</summary>
    public const int Parameters = 6;

    /// <summary>Methods with more that are not among <see cref="MethodsOfManyParameters"/>.</summary>
    public const int LongParameterLists = 0;

    /// <summary>
    /// Lines of the public interfaces of all libraries together. 899, what the API took when it was added: its options and two methods, and one method of
    /// the port for pages of a collection (docs/decisions/0035-an-api-of-one-index.md); three for what a key allows and for the state of an index;
    /// one for whether an index was replaced, one for why an image is kept, one for pictures that a search left out, and one for the remedy that makes a
    /// library; two for what lets a program read the pictures of telephones and cameras.
    /// </summary>
    public const int PublicLines = 939;

    /// <summary>
    /// Lines of the command line: what is no command is not its business (docs/decisions/0028-terminals-apart-from-commands.md). 2,000, and what the
    /// commands <c>model</c>, <c>serve</c>, <c>completion</c>, <c>find</c>, <c>libraries</c>, <c>export</c> and <c>embed</c> took when they were added
    /// (docs/decisions/0031-imported-encoders.md, 0035-an-api-of-one-index.md, 0038-a-library-for-each-folder.md), and the options that say how much
    /// is said, which library is meant, and how results are seen and compared (0039-results-that-are-seen.md).
    /// </summary>
    public const int CommandLines = 3470;

    /// <summary>Methods that need more parameters, each with the decision in docs/decisions that says why.</summary>
    public static readonly IReadOnlyDictionary<string, string> MethodsOfManyParameters = new Dictionary<string, string>
    {
        ["Lookalike.Search.Agreement.CopyAgreement.Measure"] = Operands,
        ["Lookalike.Search.Distances.SumKernel`3.OneQuery"] = Operands,
        ["Lookalike.Search.Distances.SumKernel`3.Tile"] = Operands,
        ["Lookalike.Search.Distances.SumKernel`3.TileOfMany"] = Operands,
        ["Lookalike.Search.Distances.SumKernel`3.TwoQueries"] = Operands,
        ["Lookalike.Search.Evaluation.RetrievalEvaluation.Evaluate"] = Operands,
        ["Lookalike.Search.Exact.ExactSearch.Search"] = Operands,
    };

    private const string Operands = "0029-operands-of-a-computation.md";
}
