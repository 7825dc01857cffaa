using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Benchmarks;

/// <summary>
/// Kills a process that writes batches, as kill -9 does, at random moments, and counts what was reported as committed and is lost.
/// The system goes on running: what a power cut does is not tried.
/// </summary>
internal static class StoreKills
{
    private const string Name = "store-write";
    private const int Batch = 100;
    private const int RunsOfFile = 10;
    private const int MostMilliseconds = 400;
    private const int Seed = 3;

    /// <summary>The child's side: writes batches for ever and prints the number of each that is committed.</summary>
    public static Command CreateChild()
    {
        Argument<string> path = new("file");
        Argument<int> first = new("first");
        var command = new Command(Name, "Writes batches until it is killed.") { path, first };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            using var file = new StoreFile(parsed.GetRequiredValue(path));
            await file.Records.EnsureCollectionExistsAsync(cancellation);
            for (int batch = parsed.GetValue(first); ; batch++)
            {
                await file.Records.UpsertAsync(StoreRecord.Batch(batch * Batch, Batch), cancellation);
                await Console.Out.WriteLineAsync(batch.ToString(CultureInfo.InvariantCulture));
                await Console.Out.FlushAsync(cancellation);
            }
        });
        return command;
    }

    /// <summary>Kills so many processes. A file outlives ten of them, so that later ones write to what earlier ones left.</summary>
    public static async Task<StoreLosses> MeasureAsync(string folder, int kills)
    {
        var random = new Random(Seed);
        var losses = new StoreLosses();
        string path = "";
        int batches = 0;
        for (int i = 0; i < kills; i++)
        {
            if (i % RunsOfFile == 0)
            {
                path = Path.Combine(folder, $"kills-{i}.db");
                batches = 0;
            }

            int reported = WriteAndKill(path, batches, random.Next(MostMilliseconds));
            losses.Reported += reported - batches;
            batches = await CheckAsync(path, reported, losses);
            Console.Error.Write($"\r{i + 1} of {kills} killed, {losses.Reported:N0} batches reported");
        }

        Console.Error.WriteLine();
        return losses;
    }

    /// <summary>The number of batches that are reported in the file, those before the first among them.</summary>
    private static int WriteAndKill(string path, int first, int milliseconds)
    {
        using Process child = StoreChild.Start(Name, path, first.ToString(CultureInfo.InvariantCulture));
        string? line = child.StandardOutput.ReadLine();
        if (line is null) throw new InvalidOperationException($"{Name} {path} ended before its first batch.");
        Thread.Sleep(milliseconds);
        child.Kill();

        // What it said before it was killed is still in the pipe; a last line without its end was not said.
        string[] lines = (line + "\n" + child.StandardOutput.ReadToEnd()).Split('\n');
        child.WaitForExit();
        return int.Parse(lines[^2], CultureInfo.InvariantCulture) + 1;
    }

    /// <summary>Opens what the killed process left and reads all of it; the number of batches in it.</summary>
    private static async Task<int> CheckAsync(string path, int reported, StoreLosses losses)
    {
        using var file = new StoreFile(path);
        VectorSnapshot vectors = await file.Records.GetVectorsAsync();
        (int whole, int over) = Math.DivRem(vectors.Count, Batch);
        if (over != 0) losses.Torn++;
        for (int batch = 0; batch < reported; batch++)
        {
            StoreRecord[] expected = StoreRecord.Batch(batch * Batch, Batch);
            int i = 0;
            await foreach (StoreRecord found in file.Records.GetAsync(expected.Select(e => e.Key), new() { IncludeVectors = true }))
            {
                if (found.Key == expected[i].Key && found.Text == expected[i].Text && found.Vector.Span.SequenceEqual(expected[i].Vector.Span)) i++;
            }

            if (i != Batch) losses.Lost++;
        }

        return Math.Max(whole, reported);
    }
}
