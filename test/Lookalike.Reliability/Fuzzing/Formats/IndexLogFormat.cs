using Lookalike.Reliability.Fuzzing.Mutations;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Index files beside a damaged log: its frames have checksums, so what is wrong in it ends it, and an older state is read.</summary>
internal sealed class IndexLogFormat : IndexFormat
{
    public override string Name => "index-log";

    public override FuzzInput Make(Random random)
    {
        byte[] log = ByteMutator.Mutate(random, Seed.Log, [Seed.Log, Seed.Whole], out string change);
        int from = random.Next(log.Length + 1);
        if (random.Next(4) == 0)
        {
            log.AsSpan(from).Clear();
            change += $", zeros from {from}";
        }

        return new FuzzInput { Bytes = Seed.Before, Companion = log, Change = change, Seed = Seed.Before };
    }

    protected override bool Mends(FuzzInput input) => input.Change.Length % 5 == 0;
}
