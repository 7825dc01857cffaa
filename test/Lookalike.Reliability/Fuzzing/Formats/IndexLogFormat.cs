using Lookalike.Reliability.Fuzzing.Mutations;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Index files beside a damaged log: its frames have checksums, so what is wrong in it ends it, and an older state is read.</summary>
internal sealed class IndexLogFormat : IndexFormat
{
    public override string Name => "index-log";

    public override FuzzInput Make(Random random)
    {
        // What is before the place stays: a fault of the first bytes would leave nothing of the log to be read.
        int from = random.Next(4) == 0 ? 0 : random.Next(Seed.Log.Length);
        byte[] changed = ByteMutator.Mutate(random, Seed.Log[from..], [Seed.Log, Seed.Whole], out string change);
        if (random.Next(4) == 0) changed.AsSpan(random.Next(changed.Length + 1)).Clear();
        byte[] log = [.. Seed.Log[..from], .. changed];
        change = $"from {from} of {Seed.Log.Length}: {change}";
        return new FuzzInput { Bytes = Seed.Before, Companion = log, Change = change, Seed = Seed.Before };
    }

    protected override bool Mends(FuzzInput input) => input.Change.Length % 5 == 0;
}
