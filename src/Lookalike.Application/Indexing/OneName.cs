namespace Lookalike.Application.Indexing;

/// <summary>A list of one name, which may hold line ends: a name is no line.</summary>
internal sealed class OneName(string name) : TextReader
{
    private string? _next = name;

    /// <summary>The name, then null.</summary>
    public override string? ReadLine()
    {
        (string? line, _next) = (_next, null);
        return line;
    }
}
