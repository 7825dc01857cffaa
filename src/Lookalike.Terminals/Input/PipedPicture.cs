using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Input;

/// <summary>Reads the picture that another program writes; of what begins no picture only the beginning.</summary>
/// <param name="startLength">How many bytes tell a picture from all else.</param>
/// <param name="isPicture">Whether those bytes begin one.</param>
internal sealed class PipedPicture(int startLength, Func<ReadOnlySpan<byte>, bool> isPicture)
{
    /// <summary>More than any picture file has; what goes on after it is no picture.</summary>
    private const int MaxBytes = 1 << 29;

    /// <summary>Reads standard input.</summary>
    /// <param name="example">A command that pipes a picture in.</param>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">It is closed, does not end, or cannot be read.</exception>
    public byte[] FromStandardInput(string example)
    {
        StandardInput.RequirePipe("a picture", $"Pipe one in: {example}");
        using var wait = new InputWait();
        using Stream input = StandardStreams.OpenInput();
        return Read(input, StandardInput.Name);
    }

    /// <summary>Reads a pipe that is open already.</summary>
    /// <exception cref="IOException">It does not end, or cannot be read.</exception>
    public byte[] FromPipe(string path)
    {
        using FileStream pipe = File.OpenRead(path);
        return Read(pipe, path);
    }

    private byte[] Read(Stream input, string name)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MaxBytes)
                throw new IOException($"The picture from {name} does not end: expected at most {MaxBytes:N0} bytes, found more. Pipe in one picture.");
            bytes.Write(buffer, 0, read);
            if (bytes.Length >= startLength && !isPicture(bytes.GetBuffer().AsSpan(0, startLength))) break;
        }

        return bytes.ToArray();
    }
}
