using Lookalike.Core;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>What an index says of itself, beside its records. Read from a file that anybody may have written, so nothing of it is taken as it is. Immutable.</summary>
internal sealed class IndexDescription
{
    public const string FingerprintKey = "fingerprint", SourceKey = "source", MethodKey = "search-with", RootsKey = "roots";

    /// <summary>Hexadecimal digits of a SHA-256.</summary>
    private const int FingerprintDigits = 64;

    /// <summary>The fingerprint of the model that made it; null where no vector was stored yet.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>The data set that was indexed last; empty where none was.</summary>
    public required string Source { get; init; }

    public required SearchMethod Method { get; init; }

    public required ImageRoots Roots { get; init; }

    /// <exception cref="IndexException">Something of it cannot be; the inner exception is an <see cref="InvalidDataException"/>.</exception>
    public static async Task<IndexDescription> ReadAsync(SqliteCollection<string, ImageRecord> records, string path, CancellationToken cancellation)
    {
        string? fingerprint = await records.GetMetadataAsync(FingerprintKey, cancellation).ConfigureAwait(false);
        string source = await records.GetMetadataAsync(SourceKey, cancellation).ConfigureAwait(false) ?? "";
        string? method = await records.GetMetadataAsync(MethodKey, cancellation).ConfigureAwait(false);
        string? roots = await records.GetMetadataAsync(RootsKey, cancellation).ConfigureAwait(false);
        try
        {
            if (fingerprint is not null && (fingerprint.Length != FingerprintDigits || !fingerprint.All(char.IsAsciiHexDigit)))
                throw new InvalidDataException($"its fingerprint is no number of {FingerprintDigits} hexadecimal digits");
            if (source.Contains('\0', StringComparison.Ordinal)) throw new InvalidDataException("the data set that it names is no name and no path");
            return new IndexDescription
            {
                Fingerprint = fingerprint,
                Source = source,
                Method = Enum.TryParse(method, out SearchMethod known) && Enum.IsDefined(known) ? known : SearchMethod.Auto,
                Roots = ImageRoots.Read(roots),
            };
        }
        catch (InvalidDataException e)
        {
            throw new IndexException($"{path} is damaged: {e.Message}. Restore it from a copy, or make it anew.", path, e)
            {
                Remedy = new Remedy(RemedyKind.Rebuild, path),
            };
        }
    }
}
