using System.Text.Json;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Imaging;

namespace Lookalike.Training.Sources;

/// <summary>
/// Which pictures a run began with: written beside its checkpoint, so that the run can go on with the very same pixels, whatever has become
/// of the files. Deleted with the checkpoint.
/// </summary>
internal sealed class PictureRun
{
    /// <summary>More than any list of patterns has, in bytes.</summary>
    private const int MaxLength = 1 << 20;

    public int SchemaVersion { get; init; } = 1;

    public required PictureRequest Request { get; init; }

    /// <summary>The cache that holds the pixels.</summary>
    public required string Cache { get; init; }

    /// <summary>Its checksum.</summary>
    public required string Checksum { get; init; }

    /// <summary>Rows that the network takes of each picture; null: as many as the cache holds.</summary>
    public int? InputHeight { get; init; }

    /// <summary>Columns.</summary>
    public int? InputWidth { get; init; }

    /// <summary>What the network takes of the pictures.</summary>
    /// <param name="kept">What the cache holds.</param>
    public PixelShape InputOf(PixelShape kept) => new(kept.Channels, InputHeight ?? kept.Height, InputWidth ?? kept.Width);

    /// <summary>Whether a run could have written this: JSON gives null to what must not be null.</summary>
    private bool IsSound => Request is { IsSound: true } && !string.IsNullOrEmpty(Cache) && Checksum is not null
        && InputHeight is null or (>= 1 and <= PixelShape.MaxSide) && InputWidth is null or (>= 1 and <= PixelShape.MaxSide);

    public static string PathFor(string modelPath) => modelPath + ".checkpoint.pictures";

    public void Save(string modelPath) => AtomicFile.Write(PathFor(modelPath), JsonSerializer.SerializeToUtf8Bytes(this, PictureRunJson.Default.PictureRun));

    /// <summary>What a run wrote, or null where there is nothing.</summary>
    /// <exception cref="DatasetException">The file is damaged.</exception>
    private static PictureRun? LoadIfThere(string modelPath)
    {
        string path = PathFor(modelPath);
        if (!File.Exists(path)) return null;
        try
        {
            PictureRun run = JsonSerializer.Deserialize(Bytes(path), PictureRunJson.Default.PictureRun) ?? throw new JsonException("It is null.");
            return run.IsSound ? run : throw new JsonException("A value is missing, or none that a run writes.");
        }
        catch (JsonException e)
        {
            throw new DatasetException(
                $"Cannot tell the pictures of the run: expected what a run wrote in {path}, found something else ({e.Message}). Delete it and train anew.",
                path,
                e)
            {
                Remedy = new Remedy(RemedyKind.TrainAnew),
            };
        }
    }

    /// <summary>What a run wrote.</summary>
    /// <exception cref="DatasetException">There is nothing, or the file is damaged.</exception>
    public static PictureRun Load(string modelPath) => LoadIfThere(modelPath) ?? throw new DatasetException(
        $"Cannot tell which pictures the run began with: expected {PathFor(modelPath)} beside the checkpoint, found none. Train anew.", PathFor(modelPath))
    {
        Remedy = new Remedy(RemedyKind.TrainAnew),
    };

    private static byte[] Bytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length > MaxLength) throw new JsonException($"It has {file.Length:N0} bytes.");
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Deletes the file, if there is one and a folder that it could be in.</summary>
    public static void Delete(string modelPath)
    {
        if (File.Exists(PathFor(modelPath))) File.Delete(PathFor(modelPath));
    }
}
