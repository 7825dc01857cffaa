namespace Lookalike.Core.Globs;

/// <summary>
/// A pattern of keys and of relative paths, in the one dialect of every option that takes a pattern: <c>*</c> is any text without a slash,
/// <c>**</c> any text, <c>**/</c> any number of folders, none included, and <c>?</c> one character but a slash. All else is itself, and case does
/// not matter. A path matches as a whole; a pattern whose last part has no wildcard names a folder as well, and means all in it. Immutable, so
/// thread-safe.
/// </summary>
public sealed class Glob
{
    private const int MaxOnStack = 256;

    private readonly GlobStep[] _steps;

    /// <summary>Translates a pattern once.</summary>
    /// <param name="text">The pattern, such as <c>mnist/train/000??</c>, <c>2024</c> or <c>**/*.jpg</c>. A slash at its end makes no difference.</param>
    /// <exception cref="ArgumentException">The pattern is null or empty.</exception>
    public Glob(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Text = text;
        _steps = GlobStep.Parse(text);
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether a key or a path matches. The time grows with its length and that of the pattern, whatever both hold.</summary>
    /// <param name="path">The key or path, with slashes between its parts.</param>
    public bool IsMatch(ReadOnlySpan<char> path)
    {
        Span<bool> now = _steps.Length < MaxOnStack ? stackalloc bool[_steps.Length + 1] : new bool[_steps.Length + 1];
        Span<bool> next = _steps.Length < MaxOnStack ? stackalloc bool[_steps.Length + 1] : new bool[_steps.Length + 1];
        now.Clear();
        Enter(now, 0);
        foreach (char character in path)
        {
            // Wherever in the pattern the text so far may have led to, all places go on by one character together: no way is tried twice.
            next.Clear();
            for (int at = now.IndexOf(true); at >= 0 && at < _steps.Length; at++)
            {
                if (now[at]) Advance(at, char.ToUpperInvariant(character), next);
            }

            Span<bool> before = now;
            now = next;
            next = before;
            if (!now.Contains(true)) return false;
        }

        return now[_steps.Length];
    }

    /// <summary>Comes to a step, and to the one behind where it may be nothing.</summary>
    private void Enter(Span<bool> places, int at)
    {
        while (true)
        {
            places[at] = true;
            if (at == _steps.Length || _steps[at].StepsIfNothing is not (> 0 and int steps)) return;
            at += steps;
        }
    }

    private void Advance(int at, char character, Span<bool> next)
    {
        GlobStep step = _steps[at];
        bool isSlash = character == '/';
        switch (step.Kind)
        {
            case GlobStepKind.Character when character == step.Character:
            case GlobStepKind.One when !isSlash:
            case GlobStepKind.Below when isSlash:
                Enter(next, at + 1);
                break;
            case GlobStepKind.Text:
            case GlobStepKind.Part when !isSlash:
                Enter(next, at);
                break;
            case GlobStepKind.Folders:
                next[at + 1] = true;
                if (isSlash) Enter(next, at + 2);
                break;
            case GlobStepKind.InFolders:
                next[at] = true;
                if (isSlash) Enter(next, at + 1);
                break;
            default:
                break;
        }
    }
}
