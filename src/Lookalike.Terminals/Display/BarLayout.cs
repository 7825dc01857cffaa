using Spectre.Console;

namespace Lookalike.Terminals.Display;

/// <summary>What of a bar fits into a terminal: on a narrow one the bar itself, and then the time that is left, give way to the words.</summary>
internal sealed class BarLayout
{
    private const int PercentWidth = 4, TimeWidth = 8, Gap = 1;

    private readonly int _bar;
    private readonly bool _hasTime;
    private readonly int _room;

    /// <summary>Lays out.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public BarLayout(int width)
    {
        _bar = width switch { >= 110 => 30, >= 90 => 10, _ => 0 };
        _hasTime = width >= 50;
        _room = Math.Max(8, width - Gap - PercentWidth - (_bar > 0 ? _bar + Gap : 0) - (_hasTime ? TimeWidth + Gap : 0) - Gap);
    }

    /// <summary>The columns.</summary>
    public ProgressColumn[] Columns =>
    [
        new TaskDescriptionColumn { Alignment = Justify.Left },
        .. _bar > 0 ? (ProgressColumn[])[new ProgressBarColumn { Width = _bar }] : [],
        new PercentageColumn(),
        .. _hasTime ? (ProgressColumn[])[new RemainingTimeColumn()] : [],
    ];

    /// <summary>The words of a bar, cut where they would take a second line.</summary>
    public string Fit(string words) => words.Length <= _room ? words : words[..(_room - 1)] + "…";
}
