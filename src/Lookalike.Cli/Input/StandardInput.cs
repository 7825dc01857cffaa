using System.Text;
using Lookalike.Cli.Faults;
using Lookalike.Cli.Terminals;
using Lookalike.Imaging.Reading;

namespace Lookalike.Cli.Input;

/// <summary>What another program writes into this one: a picture, or paths.</summary>
internal static class StandardInput
{
    /// <summary>What stands for standard input where a path may stand.</summary>
    public const string Mark = "-";

    /// <summary>What a picture from there is called.</summary>
    public const string Name = "standard input";

    /// <summary>More than any picture file has; what goes on after it is no picture.</summary>
    private const int MaxBytes = 1 << 29;

    /// <summary>Reads a picture.</summary>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">It is closed, does not end, or cannot be read.</exception>
    public static byte[] ReadPicture()
    {
        RequirePipe("a picture", "Pipe one in: lookalike search - < digit.png");
        using var wait = new InputWait();
        using Stream input = StandardStreams.OpenInput();
        return ReadPicture(input, Name);
    }

    /// <summary>Reads a picture from a pipe; of what begins no picture only the beginning.</summary>
    /// <exception cref="IOException">It does not end, or cannot be read.</exception>
    public static byte[] ReadPicture(Stream input, string name)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MaxBytes)
                throw new IOException($"The picture from {name} does not end: expected at most {MaxBytes:N0} bytes, found more. Pipe in one picture.");
            bytes.Write(buffer, 0, read);
            if (bytes.Length >= PictureReader.SignatureLength && !PictureReader.IsPicture(bytes.GetBuffer().AsSpan(0, PictureReader.SignatureLength))) break;
        }

        return bytes.ToArray();
    }

    /// <summary>Opens standard input as a list of paths.</summary>
    /// <param name="nulls">Whether paths end with NULs.</param>
    /// <param name="example">A command that pipes paths in.</param>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    public static ListReader OpenList(bool nulls, string example)
    {
        RequirePipe("paths", $"Pipe them in: {example}");
        return new ListReader(new StreamReader(StandardStreams.OpenInput(), Encoding.UTF8), Name, nulls, new InputWait());
    }

    private static void RequirePipe(string what, string remedy)
    {
        if (!Console.IsInputRedirected) throw new UsageException($"'-' reads {what} from standard input, which is a terminal here. {remedy}");
    }
}
