using System.Text;
using Spectre.Console;

namespace Lookalike.Terminals.Display;

/// <summary>
/// The terminal behind standard error, for what is drawn on it. Spectre.Console knows a terminal by its writer, and this one drops what cannot be
/// written.
/// </summary>
internal sealed class DrawingArea(TextWriter writer) : IAnsiConsoleOutput
{
    private const int UsualWidth = 80, UsualHeight = 24;

    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => Measure(() => Console.BufferWidth, UsualWidth);

    public int Height => Measure(() => Console.WindowHeight, UsualHeight);

    public void SetEncoding(Encoding encoding)
    {
        // It stays as the terminal has it.
    }

    private static int Measure(Func<int> measure, int usual)
    {
        try
        {
            return measure() is > 0 and var size ? size : usual;
        }
        catch (IOException)
        {
            return usual;
        }
    }
}
