using System.Text;
using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>How long a key may be. Keys are compared, listed and shown; a text of any length goes into a data property.</summary>
internal static class KeyLimit
{
    public const int MaxBytes = 32 * 1024;

    /// <summary>Says what is wrong with a key, or null if it can be stored.</summary>
    public static string? FaultOf(object key) =>
        key is string text && text.Length > MaxBytes / 4 && Encoding.UTF8.GetByteCount(text) is > MaxBytes and var bytes
            ? $"has a key of {bytes:N0} bytes; expected at most {MaxBytes:N0}"
            : null;

    /// <exception cref="InvalidDataException">The key in a column is longer.</exception>
    public static void Require(Statement row, int column)
    {
        int bytes = row.Length(column);
        if (bytes > MaxBytes) throw new InvalidDataException($"a record has a key of {bytes:N0} bytes; expected at most {MaxBytes:N0}");
    }
}
