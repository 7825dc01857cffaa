using Lookalike.Core.Files;
using Lookalike.Index.Records;

namespace Lookalike.Application.Health;

/// <summary>Says what is wrong with a record as it is stored. The key says what image it is of; all else must agree with it.</summary>
internal static class RecordFault
{
    /// <summary>Of a picture whose key leads below a folder: what is wrong, or null.</summary>
    public static string? OfPicture(ImageRecord record)
    {
        if (record.Set != ImageKey.Root(record.Key) || record.Path != ImageKey.Path(record.Key)) return Differs(record);
        if (record.Position is { } position) return $"it has the position {position} in a data set; expected none";
        if (record.Size is null or < 0) return $"its size is {Text(record.Size)}; expected the bytes of a file";
        return OfHash(record);
    }

    /// <summary>Of a data set's image: what is wrong, or null.</summary>
    /// <param name="record">The record.</param>
    /// <param name="set">The set, by the key.</param>
    /// <param name="position">The position in the set, by the key.</param>
    public static string? OfPosition(ImageRecord record, string set, int position)
    {
        if (record.Set != set) return Differs(record);
        if (record.Position != position) return $"its position is {Text(record.Position)}; expected {position}";
        return OfHash(record);
    }

    private static string Differs(ImageRecord record) =>
        $"its set and path are '{ImageKey.Shown(record.Set)}' and " +
            $"{(record.Path is null ? "none" : $"'{ImageKey.Shown(record.Path)}'")}; expected what its key says";

    private static string? OfHash(ImageRecord record) => record.ContentHash.Length == ContentHash.Digits && record.ContentHash.All(char.IsAsciiHexDigitLower)
        ? null
        : $"its content hash is {(record.ContentHash.Length == 0 ? "missing" : $"'{ImageKey.Shown(record.ContentHash)}'")}; " +
            $"expected {ContentHash.Digits} hexadecimal digits";

    private static string Text<T>(T? value)
        where T : struct => value?.ToString() ?? "missing";
}
