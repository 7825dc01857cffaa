using System.Diagnostics;
using System.Runtime.InteropServices;
using Lookalike.Reliability.Suite;
using Lookalike.Reliability.Upserts;

namespace Lookalike.Reliability.Cuts;

/// <summary>
/// A writing process is stopped, its database and log are copied as they are, and the end of the log is cut, zeroed or garbled, as a disk leaves it
/// whose power went. The copy must be sound and hold whole batches from the first on, and be written to as before. What a disk does that writes in
/// another order than it is told is not tried.
/// </summary>
internal sealed partial class PowerCuts : ReliabilityCase
{
    private const int MostMilliseconds = 700;
    private const int Stop = 19;

    public override string Name => "power-cut";

    public override string Part => "cuts";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        string start = Path.Combine(folder, "start.db"), path = Path.Combine(folder, "running.db"), copy = Path.Combine(folder, "cut.db");
        await UpsertFile.CreateAsync(start);
        for (int i = 0; i < count; i++)
        {
            UpsertFile.Copy(start, path);
            using (Process child = UpsertChild.Start(path, UpsertFile.FirstBatches))
            {
                UpsertChild.FirstLine(child);
                await Task.Delay(random.Next(MostMilliseconds));
                bool stopped = Kill(child.Id, Stop) == 0;
                File.Copy(path, copy, overwrite: true);
                File.Copy(path + "-wal", copy + "-wal", overwrite: true);
                child.Kill();
                await child.WaitForExitAsync();
                tally.Try(stopped);
            }

            Damage(copy + "-wal", random);
            await CheckAsync(copy, tally);
            IndexStage.Delete(path);
            IndexStage.Delete(copy);
        }
    }

    private static void Damage(string log, Random random)
    {
        byte[] bytes = File.ReadAllBytes(log);
        int from = random.Next(bytes.Length);
        if (random.Next(3) is var way && way == 0) bytes = bytes[..from];
        else if (way == 1) bytes.AsSpan(from).Clear();
        else random.NextBytes(bytes.AsSpan(from));
        File.WriteAllBytes(log, bytes);
    }

    private static async Task CheckAsync(string path, CaseTally tally)
    {
        using var file = new UpsertFile(path);
        (int found, string? fault) = await file.CheckAsync();
        if (fault is not null)
        {
            tally.Lose(fault);
            return;
        }

        if (found < UpsertFile.FirstBatches) tally.Lose($"{found} batches are left of those that were stored long before");
        await file.Records.UpsertAsync(UpsertRecord.Batch(found * UpsertFile.Batch, UpsertFile.Batch));
        (int more, fault) = await file.CheckAsync();
        if (fault is not null || more != found + 1) tally.Lose(fault ?? $"{more} batches after one more than {found}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
