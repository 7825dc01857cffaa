using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Indexed pictures of folders, read again from their files, with their stored vectors.</summary>
internal sealed class IndexedPictures
{
    /// <summary>The pictures that are as they were when they were encoded, in the order of their keys.</summary>
    public required RankedImages Images { get; init; }

    /// <summary>Those whose files could not be read.</summary>
    public required IReadOnlyList<IndexFailure> Failures { get; init; }

    /// <summary>The full paths of those whose files have another content now.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>Reads pictures.</summary>
    /// <param name="index">The index.</param>
    /// <param name="folder">A folder of the index or one below it; null for all.</param>
    /// <param name="input">The input of the index's model.</param>
    /// <param name="max">
    /// The most pictures - of more, so many are picked, evenly spread, and the memory is that of their pixels and vectors - and the most
    /// pixels of one.
    /// </param>
    /// <param name="progress">Told how many are read; or null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IndexException">The folder is not in the index or not at its place, or fewer than two pictures are left.</exception>
    public static async Task<IndexedPictures> ReadAsync(
        ImageIndex index,
        string? folder,
        Preprocessing input,
        (int Pictures, long Pixels) max,
        IProgress<Progress>? progress,
        CancellationToken cancellationToken)
    {
        const IndexColumns Columns = IndexColumns.Path | IndexColumns.ContentHash | IndexColumns.Vector;
        IndexSnapshot records = await index.Store.ReadAsync(Columns, cancellationToken).ConfigureAwait(false);
        ImageRoots roots = records.Description.Roots;
        string prefix = folder is null ? "" : IndexedFolder.PrefixOf(index.Path, roots, folder);
        int[] rows =
        [
            .. Enumerable.Range(0, records.Count)
                .Where(row => records.Paths[row] is not null && records.HasVector(row) && records.Keys[row].StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(row => records.Keys[row], StringComparer.Ordinal),
        ];
        RequireInPlace(index, roots, [.. rows.Select(row => records.Keys[row])]);
        int[] picked = [.. EvenSpread.Positions(rows.Length, Math.Min(max.Pictures, rows.Length), offset: 0).Select(i => rows[i])];
        PictureFile[] files = [.. picked.Select(row => FileOf(index, roots, records.Keys[row], records.Paths[row]!))];
        var expected = new Dictionary<string, string?>();
        for (int i = 0; i < files.Length; i++) expected[files[i].Path] = records.ContentHashes[picked[i]];
        PictureReader reader = input.NewReader(max.Pixels);
        var pipeline = new PicturePipeline(reader, input.Shape, input.Background) { Wanted = (file, hash) => hash == expected[file.Path] };

        int size = input.Shape.Count, place = 0;
        byte[] pixels = new byte[picked.Length * size];
        var kept = new List<int>(picked.Length);
        var failures = new List<IndexFailure>();
        var changed = new List<string>();
        await foreach (PictureResult result in pipeline.ReadAsync(files, cancellationToken).ConfigureAwait(false))
        {
            if (result.Fault is { } fault)
                failures.Add(new IndexFailure { Path = result.File.Path, Fault = fault.Fault, Message = fault.Message, Remedy = fault.Remedy });
            else if (result.Picture is not { } picture) changed.Add(result.File.Path);
            else
            {
                picture.Pixels.CopyTo(pixels, kept.Count * size);
                kept.Add(picked[place]);
            }

            place++;
            progress?.Report(new Progress("reading pictures", place, picked.Length));
        }

        if (kept.Count < 2)
        {
            // What mends a picture that cannot be read comes last, for a program words it there.
            string[] sentences = ["Bring the index up to date.", .. failures.Take(1).Select(failure => $"One that could not be read: {failure.Message}")];
            Remedy? reading = failures.FirstOrDefault()?.Remedy;
            throw new IndexException(
                $"{index.Path} has too few pictures {(folder is null ? "" : $"of {folder} ")}to measure with: expected at least 2, found {picked.Length}, "
                + $"of which {failures.Count} could not be read and {changed.Count} have changed. "
                + string.Join(' ', reading is null ? Enumerable.Reverse(sentences) : sentences),
                index.Path)
            {
                Remedy = reading ?? IndexRemedies.Again(index.Path, index.Source, roots, rebuild: false),
            };
        }

        var set = new ImageSet("pictures", new PixelShape(input.Channels, input.Height, input.Width), pixels.AsMemory(0, kept.Count * size));
        var images = new RankedImages([.. Enumerable.Range(0, kept.Count).Select(i => (set, i))], records.VectorsOf(kept));
        return new IndexedPictures { Images = images, Failures = failures, Changed = changed };
    }

    /// <summary>A disk that is not mounted is one fault, not one for every picture on it.</summary>
    private static void RequireInPlace(ImageIndex index, ImageRoots roots, string[] keys)
    {
        foreach (ImageRoot root in roots.All)
        {
            if (Directory.Exists(root.Path) || !keys.Any(key => key.StartsWith(root.Name + "/", StringComparison.Ordinal))) continue;
            throw new IndexException(
                $"The folder '{root.Name}' is not at its place: expected {root.Path}. Mount its disk, or index the folder where it is now.", index.Path)
            {
                Remedy = new Remedy(RemedyKind.IndexAs, index.Path, root.Name),
            };
        }
    }

    private static PictureFile FileOf(ImageIndex index, ImageRoots roots, string key, string relative)
    {
        if (!roots.TryFindFile(key, out string? path))
            throw new IndexException(
                $"{ImageKey.Shown(key)} belongs to no folder of {index.Path}. Drop it from the index, or index its folder again.", index.Path);
        return new PictureFile { Path = path, RelativePath = relative, Fault = StoredFile.FaultOf(path) };
    }
}
