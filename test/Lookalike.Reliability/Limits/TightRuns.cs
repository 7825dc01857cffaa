using Lookalike.Reliability.Suite;
using NetVips;

namespace Lookalike.Reliability.Limits;

/// <summary>
/// The commands where there is little of something: descriptors, memory, room on the disk, or no right to write. They work, or end with a message
/// and work afterwards. Each limit is tried once: they are no matter of chance.
/// </summary>
internal sealed class TightRuns : ReliabilityCase
{
    private const int Pictures = 1500;
    private const int Megabytes = 512;

    // The disk is seen by one process: what it holds is copied from it before that ends.
    private const string SmallDisk =
        "disk=$1 size=$2; shift 2; exec unshare -rm sh -c 'disk=$1 size=$2; shift 2; mount -t tmpfs -o size=$size none \"$disk\" && { \"$0\" \"$@\"; code=$?; cp \"$disk\"/* \"$disk-kept\" 2>/dev/null; exit $code; }' \"$0\" \"$disk\" \"$size\" \"$@\"";

    private const string ReadOnlyDisk = "disk=$1; shift; exec unshare -rm sh -c 'disk=$1; shift; mount --bind \"$disk\" \"$disk\" && mount -o remount,ro,bind \"$disk\" && exec \"$0\" \"$@\"' \"$0\" \"$disk\" \"$@\"";

    public override string Name => "tight-limits";

    public override string Part => "limits";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        IndexStage stage = await IndexStage.CreateAsync(folder, Pictures);
        string pictures = stage.Pool.Folder, disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName, index = Path.Combine(disk, "i.db");
        string kept = Directory.CreateDirectory(disk + "-kept").FullName;
        foreach (int descriptors in new[] { 160, 192, 256 }) await DescriptorsAsync(stage, index, descriptors, tally);
        foreach (string size in new[] { "100k", "300k", "500k", "700k" })
        {
            CommandOutcome outcome = await LookalikeCommand.ShellAsync(SmallDisk, [disk, size, .. stage.Index(pictures, index)]);
            tally.Try(outcome.ExitCode != 0);
            tally.Judge(outcome, 0, 3, 4);
            await stage.FinishAsync(pictures, Path.Combine(kept, "i.db"), tally);
            foreach (string file in Directory.EnumerateFiles(kept)) File.Delete(file);
        }

        await stage.FinishAsync(pictures, index, tally);
        foreach (string[] arguments in (string[][])[stage.Index(pictures, index), ["doctor", "--fix", "--model", stage.Model, "--index", index]])
        {
            CommandOutcome outcome = await LookalikeCommand.ShellAsync(ReadOnlyDisk, [disk, .. arguments]);
            tally.Try(outcome.ExitCode != 0);
            tally.Judge(outcome, 3, 4);
        }

        CommandOutcome search = await LookalikeCommand.ShellAsync(ReadOnlyDisk, [disk, "search", Path.Combine(pictures, "00000.png"), "--model", stage.Model, "--index", index]);
        tally.Try(atWork: true);
        tally.Judge(search, 0);
        await MemoryAsync(stage, folder, index, tally);
    }

    private static async Task DescriptorsAsync(IndexStage stage, string index, int descriptors, CaseTally tally)
    {
        CommandOutcome outcome = await LookalikeCommand.ShellAsync("n=$1; shift; ulimit -n $n; exec \"$0\" \"$@\"", [$"{descriptors}", .. stage.Index(stage.Pool.Folder, index)]);
        tally.Try(atWork: true);
        if (tally.Judge(outcome, 0)) await stage.FinishAsync(stage.Pool.Folder, index, tally);
        IndexStage.Delete(index);
    }

    /// <summary>Small pictures beside some that are large when they are decoded, in 512 MB.</summary>
    private static async Task MemoryAsync(IndexStage stage, string folder, string index, CaseTally tally)
    {
        using var limit = MemoryLimit.Create(Megabytes);
        string large = Path.Combine(folder, "large");
        stage.Pool.Fill(large, Enumerable.Range(0, 50));
        using (Image flat = (Image.Black(9000, 9000, bands: 3) + 100).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb))
        {
            flat.Jpegsave(Path.Combine(large, "progressive.jpg"), interlace: true);
            flat.Pngsave(Path.Combine(large, "interlaced.png"), interlace: true);
            flat.Gifsave(Path.Combine(large, "large.gif"));
            flat.Jpegsave(Path.Combine(large, "baseline.jpg"));
        }

        IndexStage.Delete(index);
        foreach (string[] arguments in (string[][])[stage.Index(stage.Pool.Folder, index), stage.Index(large, index), ["search", Path.Combine(large, "progressive.jpg"), "--model", stage.Model, "--index", index]])
        {
            CommandOutcome outcome = await LookalikeCommand.ShellAsync(limit.Script, arguments, limit.Environment);
            tally.Try(atWork: limit.IsReal);
            tally.Judge(outcome, 0, 3, 5);
        }
    }
}
