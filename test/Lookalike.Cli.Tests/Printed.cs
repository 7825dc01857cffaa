using Lookalike.Cli.Faults;
using Lookalike.Terminals.Display;

namespace Lookalike.Cli.Tests;

/// <summary>A terminal that is a file, as far as the program can tell, and what was written to it.</summary>
internal sealed class Printed(bool quiet = false) : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" }, _error = new() { NewLine = "\n" };

    /// <summary>The terminal.</summary>
    public Terminal Terminal => new(_output, _error, interactive: false, quiet ? Verbosity.Quiet : Verbosity.Usual, RemedyText.Report(model: null));

    /// <summary>Standard output.</summary>
    public string Output => _output.ToString();

    /// <summary>Standard error.</summary>
    public string Error => _error.ToString();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }
}
