using System.Text;

namespace Lookalike.Terminals.Input;

/// <summary>Reads the names of a list one by one: a line each, or each ended by a NUL, the one character that no name has.</summary>
/// <param name="inner">The list. Disposed of with this.</param>
/// <param name="name">What the list is called in messages.</param>
/// <param name="ending">How names end.</param>
/// <param name="wait">What a signal ends while the list is being read; null where nothing waits. Disposed of with this.</param>
internal sealed class ListReader(TextReader inner, string name, ListEnding ending, InputWait? wait = null) : TextReader
{
    /// <summary>Longer than any path of any system; what goes on is no list of paths.</summary>
    private const int MaxCharacters = 1 << 16;

    private readonly StringBuilder _entry = new();
    private long _entries;

    /// <summary>The next name, or null at the end.</summary>
    /// <exception cref="IOException">It is too long for a path, or holds what ends names in the other kind of list.</exception>
    public override string? ReadLine()
    {
        _entry.Clear();
        _entries++;
        while (inner.Read() is >= 0 and var next)
        {
            if (next == (ending.IsNull ? '\0' : '\n')) return Entry();
            if (next == '\0')
                throw new IOException($"Entry {_entries:N0} of {name} holds a NUL, which no path does: expected a path a line. Read names that end with "
                    + $"NULs by {ending.NullOption}.");
            if (_entry.Length == MaxCharacters)
                throw new IOException($"Entry {_entries:N0} of {name} is longer than any path: expected at most {MaxCharacters:N0} characters. Check that "
                    + "it is a list of paths.");
            _entry.Append((char)next);
        }

        return _entry.Length == 0 ? null : Entry();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            wait?.Dispose();
        }

        base.Dispose(disposing);
    }

    private string Entry()
    {
        // Lists are written on Windows too.
        if (!ending.IsNull && _entry is [.., '\r']) _entry.Length--;
        return _entry.ToString();
    }
}
