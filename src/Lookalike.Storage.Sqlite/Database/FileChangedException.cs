namespace Lookalike.Storage.Sqlite.Database;

/// <summary>What was read may be of two files: the one that was open, and the one that lies in its place. It is read anew; no caller sees this.</summary>
#pragma warning disable CA1032 // thrown and caught within one file
internal sealed class FileChangedException(Exception? inner = null) : Exception("The file changed while it was read.", inner)
#pragma warning restore CA1032
{
    /// <summary>Whether the log beside the file is another's.</summary>
    public bool IsForeignLog { get; init; }
}
