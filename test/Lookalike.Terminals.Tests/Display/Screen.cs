using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Lookalike.Terminals.Tests.Display;

/// <summary>A terminal of some width, that shows what was written to it as real ones do.</summary>
internal sealed class Screen : IAnsiConsoleOutput, IDisposable
{
    private readonly StringWriter _written = new() { NewLine = "\n" };

    public Screen(int width) => (Width, Writer) = (width, TextWriter.Synchronized(_written));

    /// <summary>Bars are drawn from another thread.</summary>
    public TextWriter Writer { get; }

    public bool IsTerminal => true;

    public int Width { get; }

    public int Height => 24;

    /// <summary>What draws on it.</summary>
    public IAnsiConsole Console => AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = this });

    /// <summary>All that was written, with its control sequences.</summary>
    public string Written
    {
        get
        {
            lock (Writer) return _written.ToString();
        }
    }

    /// <summary>The lines that are shown, without spaces at their ends and empty ones at the end.</summary>
    public string[] Lines
    {
        get
        {
            var rows = new List<StringBuilder> { new() };
            int row = 0, column = 0;
            string text = Written;
            for (int i = 0; i < text.Length; i++)
            {
                switch (text[i])
                {
                    case '\r':
                        column = 0;
                        break;
                    case '\n':
                        (row, column) = (row + 1, 0);
                        if (row == rows.Count) rows.Add(new StringBuilder());
                        break;
                    case '\u001b':
                        int end = i + 2;
                        while (!char.IsLetter(text[end])) end++;
                        string number = text[(i + 2)..end];
                        int count = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 1;
                        (row, column) = Move(rows, text[end], number, count, row, column);
                        i = end;
                        break;
                    default:
                        if (column == Width) (row, column) = (row + 1, 0);
                        if (row == rows.Count) rows.Add(new StringBuilder());
                        while (rows[row].Length <= column) rows[row].Append(' ');
                        rows[row][column++] = text[i];
                        break;
                }
            }

            string[] lines = [.. rows.Select(line => line.ToString().TrimEnd())];
            return lines[..(Array.FindLastIndex(lines, line => line.Length > 0) + 1)];
        }
    }

    public void SetEncoding(Encoding encoding)
    {
    }

    public void Dispose() => Writer.Dispose();

    private static (int Row, int Column) Move(List<StringBuilder> rows, char command, string number, int count, int row, int column)
    {
        if (command == 'K' && number == "2") rows[row].Clear();
        else if (command == 'K' && rows[row].Length > column) rows[row].Length = column;
        return command switch
        {
            'A' => (Math.Max(0, row - count), column),
            'K' or 'm' or 'h' or 'l' => (row, column),
            _ => throw new NotSupportedException($"ESC [ {number} {command}"),
        };
    }
}
