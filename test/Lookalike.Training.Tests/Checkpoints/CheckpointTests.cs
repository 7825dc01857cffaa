using FsCheck.Xunit;

namespace Lookalike.Training.Tests;

public sealed class CheckpointTests
{
    [Fact]
    public void Everything_that_is_saved_is_loaded()
    {
        using var scratch = new Scratch();
        Checkpoint saved = Make();
        saved.Save(scratch["c"]);
        Checkpoint loaded = Checkpoint.Load(scratch["c"]);

        Assert.Equal(saved.Weights.Parameters, loaded.Weights.Parameters);
        Assert.Equal(saved.FirstMoment, loaded.FirstMoment);
        Assert.Equal(saved.SecondMoment, loaded.SecondMoment);
        Assert.Equal(saved.Weights.Statistics, loaded.Weights.Statistics);
        Assert.Equal(saved.Snapshots.Select(w => w.Parameters), loaded.Snapshots.Select(w => w.Parameters));
        Assert.Equal(saved.Snapshots.Select(w => w.Statistics), loaded.Snapshots.Select(w => w.Statistics));
        Assert.Equal(saved.Header.Stages, loaded.Header.Stages);
        Assert.Equal(saved.Header.Recipe.ToJson(), loaded.Header.Recipe.ToJson());
        Assert.Equal(saved.Header.Schedule, loaded.Header.Schedule);
        Assert.Equal((saved.Header.Budget, saved.Header.BudgetSpent, saved.Header.RoundsOver), (loaded.Header.Budget, loaded.Header.BudgetSpent, loaded.Header.RoundsOver));
        Assert.Equal((saved.Header.ImageCount, saved.Header.Sample, saved.Header.Steps), (loaded.Header.ImageCount, loaded.Header.Sample, loaded.Header.Steps));
        Assert.Equal((saved.Header.StageEpoch, saved.Header.Step, saved.Header.LossSum), (loaded.Header.StageEpoch, loaded.Header.Step, loaded.Header.LossSum));
    }

    [Fact]
    public void Saving_leaves_no_other_file_behind()
    {
        using var scratch = new Scratch();
        Make().Save(scratch["c"]);
        Make().Save(scratch["c"]);
        Assert.Equal(["c"], scratch.Names);
    }

    [Fact]
    public void A_missing_checkpoint_is_named_with_what_to_do()
    {
        using var scratch = new Scratch();
        var e = Assert.Throws<TrainingException>(() => Checkpoint.Load(scratch["none"]));
        Assert.Contains(scratch["none"], e.Message, StringComparison.Ordinal);
        Assert.Contains("--resume", e.Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public void A_changed_byte_or_a_cut_anywhere_is_noticed(ushort position, byte change, bool cut)
    {
        using var scratch = new Scratch();
        Make().Save(scratch["c"]);
        byte[] bytes = File.ReadAllBytes(scratch["c"]);
        int at = position % bytes.Length;
        if (cut) bytes = bytes[..at];
        else bytes[at] ^= (byte)(change == 0 ? 1 : change);
        File.WriteAllBytes(scratch["c"], bytes);
        Assert.Throws<TrainingException>(() => Checkpoint.Load(scratch["c"]));
    }

    private static Checkpoint Make() => new()
    {
        Header = new CheckpointHeader
        {
            Recipe = TrainingRecipe.For(Architecture.Compact, Objective.Neighbourhood, 500),
            Images = "ab",
            ImageCount = 7,
            Sample = 5,
            Budget = 60,
            BudgetSpent = 1 / 3.0,
            RoundsOver = true,
            Schedule = new ScheduleState { Steps = 30, From = 10, Progress = 0.7 },
            Threads = 2,
            Stages = [new StageResult { Stage = "warm-up", Agreement = 0.5 }],
            StageEpoch = 1,
            Step = 17,
            LossSum = 0.1 + 0.2,
            Seconds = 12.5,
            Steps = 40,
            Epochs = [new EpochResult { Epoch = 1, Stage = "warm-up", TrainingLoss = 0.5, ValidationLoss = 1 / 3.0, LearningRate = 0.01, Seconds = 4 }],
            ParameterCount = 3,
            StatisticCount = 2,
        },
        Weights = new Weights { Parameters = [1, -2, float.Epsilon], Statistics = [0.5f, 1] },
        FirstMoment = [0.1f, 0.2f, 0.3f],
        SecondMoment = [4, 5, 6],
        Snapshots = [new Weights { Parameters = [7, 8, 9], Statistics = [10, 11] }],
    };
}
