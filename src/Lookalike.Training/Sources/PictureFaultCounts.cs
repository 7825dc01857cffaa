using Lookalike.Imaging.Faults;

namespace Lookalike.Training.Sources;

/// <summary>Says of how many files what is wrong.</summary>
internal static class PictureFaultCounts
{
    /// <summary>As in <c>5 broken, 1 empty</c>, the most frequent first.</summary>
    /// <param name="faults">The faults of the files.</param>
    public static string Of(IEnumerable<PictureFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return string.Join(", ", faults.GroupBy(f => f).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => $"{g.Count():N0} {Words(g.Key)}"));
    }

    private static string Words(PictureFault fault) => fault switch
    {
        PictureFault.Missing => "missing",
        PictureFault.Empty => "empty",
        PictureFault.NotAPicture => "no picture",
        PictureFault.Broken => "broken",
        PictureFault.TooManyPixels => "with too many pixels",
        PictureFault.Result => "drawn by this program",
        PictureFault.Unsupported => "not supported",
        PictureFault.TooMuchMemory => "taking too much memory",
        _ => "unreadable",
    };
}
