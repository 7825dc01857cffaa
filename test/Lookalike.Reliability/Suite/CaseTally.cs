namespace Lookalike.Reliability.Suite;

/// <summary>What one case came to. Used by one thread.</summary>
internal sealed class CaseTally(string name)
{
    private const int MostNotes = 20;

    private readonly List<string> _notes = [];

    public string Name => name;

    public int Tried { get; private set; }

    /// <summary>Those that met the program at work: a kill that comes after the end, or a fault that is never reached, proves nothing.</summary>
    public int AtWork { get; private set; }

    /// <summary>Ends by a signal that nobody sent, or by a failure that nobody foresaw.</summary>
    public int Crashed { get; private set; }

    /// <summary>Runs that were not over at their limit.</summary>
    public int Hung { get; private set; }

    /// <summary>Times that something was missing, wrong, or could not be gone on with.</summary>
    public int Lost { get; private set; }

    public bool IsClean => Tried > 0 && Crashed + Hung + Lost == 0;

    public IReadOnlyList<string> Notes => _notes;

    public void Try(bool atWork)
    {
        Tried++;
        if (atWork) AtWork++;
    }

    public void Lose(string what)
    {
        Lost++;
        Note("lost: " + what);
    }

    /// <summary>Counts how a run ended.</summary>
    /// <returns>Whether it ended with one of the codes.</returns>
    public bool Judge(CommandOutcome outcome, params ReadOnlySpan<int> expected)
    {
        if (outcome.Hung)
        {
            Hung++;
            Note($"hung: {outcome}");
            return false;
        }

        if (expected.Contains(outcome.ExitCode)) return true;
        Crashed++;
        Note($"crashed: {outcome}");
        return false;
    }

    private void Note(string text)
    {
        if (_notes.Count < MostNotes) _notes.Add($"{name} {Tried}: {text.ReplaceLineEndings(" ")}");
    }
}
