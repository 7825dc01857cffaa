using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lookalike.Reliability.Fuzzing.Mutations;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Checkpoints of training: changed bytes, and a changed header with length and checksum made right.</summary>
internal sealed class CheckpointFormat : FuzzFormat
{
    private const int Magic = 8;
    private const int Start = Magic + 4;
    private const int Hash = 32;

    private byte[][] _seeds = [];
    private string _path = "";

    public override string Name => "checkpoint";

    public override void Prepare(string folder)
    {
        _path = Path.Combine(folder, "fuzz.checkpoint");
        _seeds = [.. new[] { Create(stages: 0), Create(stages: 2) }.Select(checkpoint =>
        {
            checkpoint.Save(_path);
            return File.ReadAllBytes(_path);
        })];
    }

    public override FuzzInput Make(Random random)
    {
        byte[] seed = _seeds[random.Next(_seeds.Length)];
        switch (random.Next(4))
        {
            case 0:
                return new FuzzInput { Bytes = ByteMutator.Mutate(random, seed, _seeds, out string raw), Change = raw, Seed = seed };
            case 1:
                byte[] changed = ByteMutator.Mutate(random, seed[..^Hash], _seeds, out string bytes);
                return new FuzzInput { Bytes = [.. changed, .. SHA256.HashData(changed)], Change = $"{bytes}, checksum made right", Seed = seed, ChecksumRemade = true };
            default:
                int length = BinaryPrimitives.ReadInt32LittleEndian(seed.AsSpan(Magic));
                byte[] header = Encoding.UTF8.GetBytes(JsonMutator.Mutate(random, Encoding.UTF8.GetString(seed, Start, length), out string change));
                byte[] number = new byte[4];
                BinaryPrimitives.WriteInt32LittleEndian(number, header.Length);
                byte[] body = [.. seed[..Magic], .. number, .. header, .. seed[(Start + length)..^Hash]];
                return new FuzzInput { Bytes = [.. body, .. SHA256.HashData(body)], Change = $"{change}, checksum made right", Seed = seed, ChecksumRemade = true };
        }
    }

    public override Outcome Try(FuzzInput input)
    {
        File.WriteAllBytes(_path, input.Bytes);
        _ = Checkpoint.Load(_path);
        if (input.IsSeed) return Outcome.Same;
        return input.ChecksumRemade ? Outcome.Legal : Outcome.Silent("read, though its checksum is of other bytes");
    }

    private static Checkpoint Create(int stages) => new()
    {
        Header = new CheckpointHeader
        {
            Recipe = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 500),
            Images = "ab",
            ImageCount = 7,
            Sample = 5,
            Budget = 60,
            Schedule = new ScheduleState { Steps = 30, From = 10, Progress = 0.7 },
            Threads = 2,
            Stages = [.. Enumerable.Range(0, stages).Select(i => new StageResult { Stage = $"round {i}", Agreement = 0.5 })],
            StageEpoch = 3,
            Step = 17,
            LossSum = 0.3,
            Seconds = 12.5,
            Steps = 40,
            Epochs = [new EpochResult { Epoch = 1, Stage = "warm-up", TrainingLoss = 0.5, ValidationLoss = 0.25, LearningRate = 0.01, Seconds = 4 }],
            ParameterCount = 3,
            StatisticCount = 2,
        },
        Weights = new Weights { Parameters = [1, -2, 3], Statistics = [0.5f, 1] },
        FirstMoment = [0.1f, 0.2f, 0.3f],
        SecondMoment = [4, 5, 6],
        Snapshots = [.. Enumerable.Range(0, stages).Select(_ => new Weights { Parameters = [7, 8, 9], Statistics = [10, 11] })],
    };
}
