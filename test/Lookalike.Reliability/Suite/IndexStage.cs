using System.Diagnostics;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using Lookalike.Application.Indexing;
using Lookalike.Index.Reading;
using Lookalike.Index.Sqlite;
using Lookalike.Index.Verification;
using Lookalike.Models;

namespace Lookalike.Reliability.Suite;

/// <summary>A model, a pool of pictures, and what a whole index of them holds: the measure of every index that was interrupted.</summary>
internal sealed class IndexStage
{
    private const float MostOff = 1e-4f;

    private readonly Dictionary<string, float[]> _vectors = [];
    private readonly ModelMetadata _metadata;

    private IndexStage(string folder, int count)
    {
        Model = Path.Combine(folder, "m.onnx");
        ModelFile model = SampleModel.Create(9, colour: true);
        model.Save(Model);
        _metadata = model.Metadata;
        Pool = new PicturePool(Path.Combine(folder, "pool"), count);
    }

    public string Model { get; }

    public PicturePool Pool { get; }

    /// <summary>An index of the whole pool, made without being disturbed.</summary>
    public string Whole { get; private init; } = "";

    /// <summary>How long that took, start and end of the process included.</summary>
    public TimeSpan Took { get; private set; }

    public static async Task<IndexStage> CreateAsync(string folder, int count)
    {
        var stage = new IndexStage(folder, count) { Whole = Path.Combine(folder, "whole.db") };
        long start = Stopwatch.GetTimestamp();
        await LookalikeCommand.RequireAsync(stage.Index(stage.Pool.Folder, stage.Whole));
        stage.Took = Stopwatch.GetElapsedTime(start);
        using ImageIndex index = await ImageIndex.OpenAsync(new SqliteIndexEngine(), stage.Whole, stage._metadata, CancellationToken.None);
        IndexSnapshot records = await index.Store.ReadAsync(IndexColumns.ContentHash | IndexColumns.Vector, CancellationToken.None);
        for (int row = 0; row < records.Count; row++) stage._vectors[records.ContentHashes[row]!] = records.Vector(row).ToArray();

        return stage._vectors.Count == count ? stage : throw new InvalidOperationException($"The whole index has {stage._vectors.Count} of {count} pictures.");
    }

    /// <summary>The arguments that index a folder.</summary>
    public string[] Index(string pictures, string index, params string[] more) => ["index", pictures, "--model", Model, "--index", index, .. more];

    /// <summary>What is in an index, by key, and what is wrong with it.</summary>
    /// <returns>The content hash of each record; empty where the index holds nothing yet.</returns>
    public async Task<Dictionary<string, string>> ReadAsync(string path, List<string> faults)
    {
        Dictionary<string, string> found = [];
        if (!File.Exists(path)) return found;
        using ImageIndex? index = await ImageIndex.FindAsync(new SqliteIndexEngine(), path, _metadata, CancellationToken.None);
        if (index is null) return found;
        IndexReport report = await index.Store.Capability<IIndexVerification>()!.VerifyAsync(CancellationToken.None);
        faults.AddRange(report.Faults.Select(f => $"{f.Kind}: {f.Message}"));
        IndexSnapshot records = await index.Store.ReadAsync(IndexColumns.ContentHash | IndexColumns.Vector, CancellationToken.None);
        for (int row = 0; row < records.Count; row++)
        {
            string hash = found[records.Keys[row]] = records.ContentHashes[row]!;
            bool right = _vectors.TryGetValue(hash, out float[]? expected) && records.HasVector(row) && TensorPrimitives.Distance(expected, records.Vector(row).Span) < MostOff;
            if (!right) faults.Add($"{records.Keys[row]} has no vector, or another's");
        }

        return found;
    }

    /// <summary>What an index of a folder should hold.</summary>
    public static Dictionary<string, string> Expected(string pictures)
    {
        string root = Path.GetFileName(pictures);
        return Directory.EnumerateFiles(pictures, "*.png", SearchOption.AllDirectories).ToDictionary(
            path => $"{root}/{Path.GetRelativePath(pictures, path).Replace('\\', '/')}",
            path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..32]);
    }

    /// <summary>Runs to the end what was interrupted, and compares with the folder.</summary>
    public async Task FinishAsync(string pictures, string index, CaseTally tally)
    {
        CommandOutcome outcome = await LookalikeCommand.RunAsync(Index(pictures, index));
        if (!tally.Judge(outcome, 0)) return;
        if (!tally.Judge(await LookalikeCommand.RunAsync("doctor", "--model", Model, "--index", index), 0)) return;
        await CompareAsync(pictures, index, tally);
    }

    /// <summary>Compares a finished index with the folder.</summary>
    public async Task CompareAsync(string pictures, string index, CaseTally tally)
    {
        List<string> faults = [];
        Dictionary<string, string> found = await ReadAsync(index, faults), expected = Expected(pictures);
        if (faults.Count > 0) tally.Lose(faults[0]);
        else if (!Equal(found, expected)) tally.Lose($"the index went on to {found.Count} records, of {expected.Count}, or to others");
    }

    /// <summary>Deletes an index and what lies beside it.</summary>
    public static void Delete(string index)
    {
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(index)!, Path.GetFileName(index) + "*")) File.Delete(file);
    }

    private static bool Equal(Dictionary<string, string> left, Dictionary<string, string> right) =>
        left.Count == right.Count && left.All(l => right.TryGetValue(l.Key, out string? value) && value == l.Value);
}
