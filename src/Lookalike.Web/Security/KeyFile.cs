using System.Text;
using Lookalike.Core.Files;

namespace Lookalike.Web.Security;

/// <summary>The file that keeps the hash of a server's key. Who reads it cannot use the server; nobody but its owner may all the same.</summary>
internal static class KeyFile
{
    private const int Digits = 64;

    /// <summary>Makes a key, and keeps its hash in place of any before.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The key, which is nowhere else.</returns>
    /// <exception cref="IOException">The file cannot be written, or is another one.</exception>
    public static string Create(string path)
    {
        OutputFile.Require(path, OwnKind.Key);
        string key = ApiKey.New();
        using AtomicFile file = AtomicFile.Create(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.Stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        file.Stream.Write(Encoding.ASCII.GetBytes($"{OwnKind.KeyMark}{ApiKey.HashOf(key)}\n"));
        file.Commit();
        return key;
    }

    /// <summary>Reads the hash.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">There is no such file, or it is another one.</exception>
    public static string ReadHash(string path)
    {
        byte[] start = new byte[OwnKind.KeyMark.Length + Digits];
        using FileStream? file = RegularFile.Open(path);
        int read = file?.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) ?? 0;
        string text = Encoding.ASCII.GetString(start, 0, read);
        string hash = text.StartsWith(OwnKind.KeyMark, StringComparison.Ordinal) ? text[OwnKind.KeyMark.Length..] : "";
        return hash.Length == Digits && hash.All(char.IsAsciiHexDigit) ? hash
            : throw new IOException($"{path} is no file of a key: expected one that Lookalike wrote. Make a new key, or name another file.");
    }
}
