using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Index.Sqlite;

/// <summary>
/// Reads columns, vectors and the description of one moment, and brings them from the store's slots, of which some may be free, to dense rows.
/// </summary>
internal static class SnapshotReader
{
    private static readonly (IndexColumns Column, string Property)[] Properties =
    [
        (IndexColumns.Set, nameof(ImageRecord.Set)),
        (IndexColumns.Position, nameof(ImageRecord.Position)),
        (IndexColumns.Path, nameof(ImageRecord.Path)),
        (IndexColumns.Size, nameof(ImageRecord.Size)),
        (IndexColumns.Modified, nameof(ImageRecord.Modified)),
        (IndexColumns.Width, nameof(ImageRecord.Width)),
        (IndexColumns.Height, nameof(ImageRecord.Height)),
        (IndexColumns.Label, nameof(ImageRecord.Label)),
        (IndexColumns.ContentHash, nameof(ImageRecord.ContentHash)),
    ];

    public static async Task<IndexSnapshot> ReadAsync(
        SqliteCollection<string, ImageRecord> records,
        IndexColumns columns,
        Func<IReadOnlyDictionary<string, string>, IndexDescription> describe,
        CancellationToken cancellationToken)
    {
        string[] properties = [nameof(ImageRecord.Key), .. Properties.Where(p => columns.HasFlag(p.Column)).Select(p => p.Property)];
        CollectionSnapshot read = await records.ReadAsync(
            properties, columns.HasFlag(IndexColumns.Vector), DescriptionText.Names, cancellationToken).ConfigureAwait(false);
        string?[] keys = read.Column<string>(nameof(ImageRecord.Key));
        var rows = SlotRows.Of(keys);
        return new IndexSnapshot
        {
            Description = describe(read.Metadata),
            Keys = rows.Dense(keys)!,
            Sets = Dense<string>(IndexColumns.Set),
            Positions = Dense<int?>(IndexColumns.Position),
            Paths = Dense<string>(IndexColumns.Path),
            Sizes = Dense<long?>(IndexColumns.Size),
            Modified = Dense<DateTimeOffset?>(IndexColumns.Modified),
            Widths = Dense<int?>(IndexColumns.Width),
            Heights = Dense<int?>(IndexColumns.Height),
            Labels = Dense<int?>(IndexColumns.Label),
            ContentHashes = Dense<string>(IndexColumns.ContentHash),
            LatentSize = read.Vectors?.Dimension ?? 0,
            Vectors = read.Vectors is null ? default : rows.Dense(read.Vectors),
            Present = read.Vectors is null ? default : rows.Present(read.Vectors),
        };

        // A column that was not asked for stays null, so that the snapshot says so to whoever looks at it.
        T?[] Dense<T>(IndexColumns column) => columns.HasFlag(column) ? rows.Dense(read.Column<T>(Properties.First(p => p.Column == column).Property)) : null!;
    }
}
