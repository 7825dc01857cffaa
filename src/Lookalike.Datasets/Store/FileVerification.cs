using System.Security.Cryptography;

namespace Lookalike.Datasets.Store;

/// <summary>The check of one file of a data set.</summary>
internal sealed class FileVerification
{
    private FileVerification(string path, FileState state, string expected, string found)
    {
        Path = path;
        State = state;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the check found.</summary>
    public FileState State { get; }

    /// <summary>What was expected, as text for people: a file, a length, or a SHA-256.</summary>
    public string Expected { get; }

    /// <summary>What was found, in the same terms as <see cref="Expected"/>.</summary>
    public string Found { get; }

    internal static FileVerification Of(DatasetFile file, string path)
    {
        try
        {
            using FileStream content = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            if (content.Length != file.Length)
                return new FileVerification(path, FileState.WrongLength, $"{file.Length} bytes", $"{content.Length} bytes");
            string found = Convert.ToHexStringLower(SHA256.HashData(content));
            return new FileVerification(path, found == file.Sha256 ? FileState.Present : FileState.WrongChecksum, $"SHA-256 {file.Sha256}", $"SHA-256 {found}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileVerification(path, FileState.Missing, $"a file of {file.Length} bytes", "no file");
        }
    }
}
