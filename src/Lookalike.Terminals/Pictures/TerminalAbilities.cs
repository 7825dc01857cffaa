namespace Lookalike.Terminals.Pictures;

/// <summary>
/// What the terminal can show, by the environment that it gives its programs. It is not asked: an answer would come on standard input, which may be a
/// picture.
/// </summary>
internal sealed class TerminalAbilities
{
    /// <summary>VTE shows links since version 0.50, and tells its version as 5000.</summary>
    private const int LinkingVte = 5000;

    private static readonly string[] LinkingPrograms = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"];
    private static readonly string[] LinkingVariables = ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"];
    private static readonly string[] LinkingTerms = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm"];
    private static readonly string[] SixelTerms = ["foot", "mlterm", "yaft", "contour", "sixel"];

    private readonly Func<string, string?> _variable;

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of a variable, or null.</param>
    public TerminalAbilities(Func<string, string?> variable) => _variable = variable;

    /// <summary>What standard output goes to.</summary>
    public static TerminalAbilities OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>How pictures are sent to it.</summary>
    public PictureProtocol Pictures =>
        IsMultiplexed ? PictureProtocol.Blocks
        : Has("KITTY_WINDOW_ID") || Term is "xterm-kitty" or "xterm-ghostty" || Program == "ghostty" ? PictureProtocol.Kitty
        : Program is "iTerm.app" or "WezTerm" || Value("LC_TERMINAL") == "iTerm2" ? PictureProtocol.Iterm
        : SixelTerms.Any(term => Term.Contains(term, StringComparison.Ordinal)) ? PictureProtocol.Sixel
        : PictureProtocol.Blocks;

    /// <summary>Whether it shows all colours, and not 256 only.</summary>
    public bool TrueColour => Value("COLORTERM") is "truecolor" or "24bit" || Has("WT_SESSION") || Term.EndsWith("-direct", StringComparison.Ordinal);

    /// <summary>Whether it makes links of addresses (OSC 8). <c>FORCE_HYPERLINK</c>, where it is set, says so alone, by 0 for no.</summary>
    public bool Links =>
        Value("FORCE_HYPERLINK") is { Length: > 0 } forced ? forced != "0"
        : Term != "dumb" && !IsMultiplexed
            && (LinkingVariables.Any(Has) || LinkingPrograms.Contains(Program) || LinkingTerms.Contains(Term)
                || (int.TryParse(Value("VTE_VERSION"), out int vte) && vte >= LinkingVte));

    /// <summary>A terminal within a terminal, which passes on what it knows only.</summary>
    private bool IsMultiplexed =>
        Has("TMUX") || Has("STY") || Term.StartsWith("screen", StringComparison.Ordinal) || Term.StartsWith("tmux", StringComparison.Ordinal);

    private string Term => Value("TERM") ?? "";

    private string Program => Value("TERM_PROGRAM") ?? "";

    private bool Has(string name) => Value(name) is { Length: > 0 };

    private string? Value(string name) => _variable(name);
}
