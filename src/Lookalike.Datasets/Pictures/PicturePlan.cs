using Lookalike.Core;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Datasets.Pictures;

/// <summary>What brings a cache in step with the files: which are kept, decoded and left out.</summary>
internal sealed class PicturePlan
{
    private PicturePlan(IReadOnlyList<Step> steps, bool isDone)
    {
        Steps = steps;
        IsDone = isDone;
        Decodes = steps.Count(s => s.IsDecoded);
    }

    /// <summary>One a file, in the order of the files.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>How many files are decoded.</summary>
    public int Decodes { get; }

    /// <summary>Whether the cache is in step already.</summary>
    public bool IsDone { get; }

    /// <param name="files">The files, each relative path once.</param>
    /// <param name="cache">What there is, or null.</param>
    /// <param name="maxPixels">The limit of a picture.</param>
    /// <param name="maximum">The most files that are decoded, an even sample where more want it.</param>
    /// <param name="seed">The seed of the sample.</param>
    public static PicturePlan Of(IReadOnlyList<PictureFile> files, PictureCache? cache, long maxPixels, int maximum, int seed)
    {
        Dictionary<string, CachedFile> known = cache?.Files.ToDictionary(f => f.Path, StringComparer.Ordinal) ?? [];
        var kept = new CachedFile?[files.Count];
        var wanting = new List<int>();
        for (int i = 0; i < files.Count; i++)
        {
            kept[i] = known.GetValueOrDefault(files[i].RelativePath) is { } file && IsKept(file, files[i], cache!.Header.MaxPixels == maxPixels) ? file : null;
            if (kept[i] is null && files[i].Fault is null) wanting.Add(i);
        }

        int[] positions = EvenSpread.Positions(wanting.Count, Math.Min(maximum, wanting.Count), new Random(seed).NextDouble());
        HashSet<int> decoded = [.. positions.Select(w => wanting[w])];
        Step[] steps = [.. files.Select((file, i) => new Step { File = file, Kept = kept[i], IsDecoded = decoded.Contains(i) })];
        return new PicturePlan(steps, decoded.Count == 0 && cache is not null && steps.Select(s => s.Record).SequenceEqual(cache.Files));
    }

    private static bool IsKept(CachedFile known, PictureFile file, bool sameLimit)
    {
        if (!known.IsStill(file) || known.IsLeftOut) return false;

        // What the walk found wrong is as it says, whatever was there before.
        if (file.Fault is { } fault) return known.Fault == fault.Fault && known.Message == fault.Message;

        // A file may become readable, and a limit be raised, and another machine have more memory, without the file being written.
        return known.Fault switch
        {
            PictureFault.Unreadable or PictureFault.Missing or PictureFault.TooMuchMemory => false,
            PictureFault.TooManyPixels => sameLimit,
            _ => true,
        };
    }

    /// <summary>What is to be done with one file.</summary>
    internal sealed class Step
    {
        public required PictureFile File { get; init; }

        /// <summary>What the cache says and what stays so; null where it is not kept.</summary>
        public CachedFile? Kept { get; init; }

        /// <summary>Whether the file is decoded. Neither kept nor decoded, it has a fault already or is left out.</summary>
        public bool IsDecoded { get; init; }

        /// <summary>The record of a file that is not decoded. A kept one gets another row.</summary>
        public CachedFile Record => Kept ?? (File.Fault is { } fault ? CachedFile.Of(File, fault) : CachedFile.Of(File));
    }
}
