namespace Lookalike.Core.Globs;

/// <summary>One step of a pattern.</summary>
internal readonly struct GlobStep(GlobStepKind kind, char character = '\0')
{
    public GlobStepKind Kind => kind;

    /// <summary>The character of <see cref="GlobStepKind.Character"/>, in upper case.</summary>
    public char Character => character;

    /// <summary>How many steps on is what follows, where this one may take nothing; 0 where it takes something.</summary>
    public int StepsIfNothing => kind switch
    {
        GlobStepKind.Part or GlobStepKind.Text => 1,
        GlobStepKind.Folders or GlobStepKind.Below => 2,
        _ => 0,
    };

    /// <summary>Reads a pattern that is not empty.</summary>
    public static GlobStep[] Parse(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimEnd('/');
        if (rest.IsEmpty) rest = text;
        bool namesFolder = rest[(rest.LastIndexOf('/') + 1)..].IndexOfAny('*', '?') < 0;
        var steps = new List<GlobStep>(rest.Length + 2);
        for (bool begins = true; !rest.IsEmpty;)
        {
            int length = Read(rest, begins, steps);
            begins = rest[length - 1] == '/';
            rest = rest[length..];
        }

        if (namesFolder) steps.AddRange([new GlobStep(GlobStepKind.Below), new GlobStep(GlobStepKind.Text)]);
        return [.. steps];
    }

    /// <summary>Reads one step, and says of how many characters.</summary>
    private static int Read(ReadOnlySpan<char> rest, bool begins, List<GlobStep> steps)
    {
        if (begins && rest.StartsWith("**/"))
        {
            steps.AddRange([new GlobStep(GlobStepKind.Folders), new GlobStep(GlobStepKind.InFolders)]);
            return 3;
        }

        bool isText = rest.StartsWith("**");
        steps.Add(rest[0] switch
        {
            '*' => new GlobStep(isText ? GlobStepKind.Text : GlobStepKind.Part),
            '?' => new GlobStep(GlobStepKind.One),
            char other => new GlobStep(GlobStepKind.Character, char.ToUpperInvariant(other)),
        });
        return isText ? 2 : 1;
    }
}
