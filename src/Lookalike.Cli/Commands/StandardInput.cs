namespace Lookalike.Cli;

/// <summary>A picture that another program writes into this one.</summary>
internal static class StandardInput
{
    /// <summary>What stands for standard input where a path may stand.</summary>
    public const string Mark = "-";

    /// <summary>What a picture from there is called.</summary>
    public const string Name = "standard input";

    /// <summary>More than any picture file has; what goes on after it is no picture.</summary>
    private const int MostBytes = 1 << 29;

    /// <summary>Reads standard input to its end.</summary>
    /// <exception cref="UsageException">It is a terminal.</exception>
    /// <exception cref="IOException">It does not end, or cannot be read.</exception>
    public static byte[] ReadAll()
    {
        if (!Console.IsInputRedirected)
            throw new UsageException("'-' reads a picture from standard input, which is a terminal here. Pipe one in: lookalike search --query - < digit.png");
        using Stream input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MostBytes)
                throw new IOException($"Standard input holds more than a picture file: expected at most {MostBytes:N0} bytes. Pipe in one picture.");
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
