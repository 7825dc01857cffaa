namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Index files. What differs is how they are changed.</summary>
internal abstract class IndexFormat : FuzzFormat
{
    private IReadOnlyDictionary<string, float> _expected = new Dictionary<string, float>();
    private HashSet<float> _distances = [];
    private IndexProbe _probe = null!;
    private string _folder = "";
    private int _made;

    protected IndexSeed Seed { get; private set; } = null!;

    /// <summary>Whether a search that finds other distances, and no error, is one that a checksum forbids.</summary>
    protected virtual bool HasPromise => true;

    /// <summary>Whether the mender is tried as well: it writes, and so takes longer.</summary>
    protected abstract bool Mends(FuzzInput input);

    public override void Prepare(string folder)
    {
        _folder = folder;
        Seed = IndexSeed.CreateAsync(folder).GetAwaiter().GetResult();
        _probe = new IndexProbe(Seed.Model, Path.Combine(folder, "datasets"), IsRefusal);
        string path = Path.Combine(folder, "whole.db");
        File.WriteAllBytes(path, Seed.Whole);
        _expected = _probe.SearchAsync(path).GetAwaiter().GetResult()!;
        _distances = [.. _expected.Values];
        if (_distances.Count != 60) throw new InvalidOperationException($"The seed of {Name} has {_distances.Count} distances.");
    }

    public override Outcome Try(FuzzInput input) => TryAsync(input).GetAwaiter().GetResult();

    private async Task<Outcome> TryAsync(FuzzInput input)
    {
        // A name of its own: nothing that is kept for an earlier file can be taken for this one's.
        string path = Path.Combine(_folder, $"fuzz-{_made++}.db");
        try
        {
            await File.WriteAllBytesAsync(path, input.Bytes);
            if (input.Companion is { } log) await File.WriteAllBytesAsync(path + "-wal", log);
            return await ProbeAsync(path, input);
        }
        finally
        {
            foreach (string file in Directory.EnumerateFiles(_folder, Path.GetFileName(path) + "*")) File.Delete(file);
        }
    }

    private async Task<Outcome> ProbeAsync(string path, FuzzInput input)
    {
        IReadOnlyDictionary<string, float>? found = null;
        try
        {
            found = await _probe.SearchAsync(path);
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            // The other commands are tried all the same.
        }

        bool damaged = await _probe.ReadAsync(path);
        if (Mends(input)) await _probe.MendAsync(path);
        if (found is null) return new Outcome(Verdict.Refused);
        if (HasPromise && found.FirstOrDefault(f => !_distances.Contains(f.Value)) is { Key: { } key } wrong)
            return Outcome.Silent($"the search found {key} at {wrong.Value}, which no vector is; the doctor {(damaged ? "finds the damage" : "finds nothing")}");
        if (HasPromise && !damaged && found.FirstOrDefault(f => _expected.TryGetValue(f.Key, out float right) && right != f.Value) is { Key: { } other })
            return Outcome.Silent($"{other} has another's vector, and the doctor finds nothing");
        return found.Count == _expected.Count && found.All(f => _expected.TryGetValue(f.Key, out float right) && right == f.Value) ? Outcome.Same : Outcome.Legal;
    }
}
