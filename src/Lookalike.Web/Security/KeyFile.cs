using System.Text;
using Lookalike.Core.Files;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Security;

/// <summary>
/// The file that keeps the hashes of a server's keys, a line each, and what they allow. Who reads it cannot use the server; nobody but its owner may all
/// the same. A line that is taken out withdraws its key.
/// </summary>
internal static class KeyFile
{
    private const int HashDigits = 64, MaxKeys = 64, MaxBytes = MaxKeys * 128;
    private const string ReadOnlyMark = " read";

    /// <summary>Makes a key, and keeps its hash beside those that are there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="right">What the key allows.</param>
    /// <returns>The key, which is nowhere else.</returns>
    /// <exception cref="IOException">The file cannot be written, is another one, or is full.</exception>
    public static string Create(string path, AccessRight right)
    {
        OutputFile.Require(path, OwnKind.Key);
        Dictionary<string, AccessRight> keys = File.Exists(path) ? Read(path) : [];
        if (keys.Count == MaxKeys) throw new IOException($"{path} has {MaxKeys} keys already. Take one out, or name another file.");
        string key = ApiKey.New();
        keys.Add(ApiKey.HashOf(key), right);
        using AtomicFile file = AtomicFile.Create(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.Stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach ((string hash, AccessRight allowed) in keys)
            file.Stream.Write(Encoding.ASCII.GetBytes($"{OwnKind.KeyMark}{hash}{(allowed == AccessRight.Read ? ReadOnlyMark : "")}\n"));
        file.Commit();
        return key;
    }

    /// <summary>Reads the hashes of the keys, and what each allows.</summary>
    /// <param name="path">The file.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="IOException">There is no such file, or it is another one.</exception>
    public static Dictionary<string, AccessRight> Read(string path)
    {
        byte[] content = new byte[MaxBytes];
        using FileStream? file = RegularFile.Open(path);
        int read = file?.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) ?? 0;
        string[] lines = Encoding.ASCII.GetString(content, 0, read).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var keys = new Dictionary<string, AccessRight>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines)
        {
            AccessRight right = line.EndsWith(ReadOnlyMark, StringComparison.Ordinal) ? AccessRight.Read : AccessRight.Change;
            string hash = line[..^(right == AccessRight.Read ? ReadOnlyMark.Length : 0)];
            hash = hash.StartsWith(OwnKind.KeyMark, StringComparison.Ordinal) ? hash[OwnKind.KeyMark.Length..] : "";
            if (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigit)) throw NoKeys(path);
            keys[hash] = right;
        }

        return keys.Count > 0 ? keys : throw NoKeys(path);
    }

    private static IOException NoKeys(string path) =>
        new($"{path} is no file of keys: expected one that Lookalike wrote. Make a new key, or name another file.");
}
