using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Lookalike.Core;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Tests.Checkpoints;

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
        Assert.Contains("Train anew", e.Message, StringComparison.Ordinal);
        Assert.Equal(RemedyKind.TrainAnew, e.Remedy?.Kind);
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

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"recipe\":{", "\"recipe\":null,\"x\":{")]
    [InlineData("\"augmentation\":{", "\"augmentation\":null,\"x\":{")]
    [InlineData("\"images\":\"ab\"", "\"images\":null")]
    [InlineData("\"imageCount\":7", "\"imageCount\":-1")]
    [InlineData("\"sample\":5", "\"sample\":8")]
    [InlineData("\"budget\":60", "\"budget\":-60")]
    [InlineData("\"budget\":60", "\"budget\":1e999")]
    [InlineData("\"threads\":2", "\"threads\":0")]
    [InlineData("\"threads\":2", "\"threads\":2147483647")]
    [InlineData("\"stageEpoch\":1", "\"stageEpoch\":-1")]
    [InlineData("\"stageEpoch\":1", "\"stageEpoch\":2")]
    [InlineData("\"step\":17", "\"step\":-17")]
    [InlineData("\"steps\":30", "\"steps\":0")]
    [InlineData("\"from\":10", "\"from\":30")]
    [InlineData("\"progress\":0.7", "\"progress\":7")]
    [InlineData("\"lossSum\":0", "\"lossSum\":-0")]
    [InlineData("\"seconds\":12.5", "\"seconds\":-12.5")]
    [InlineData("\"stages\":[{", "\"stages\":[null,{")]
    [InlineData("\"stage\":\"warm-up\"", "\"stage\":null")]
    [InlineData("\"agreement\":0.5", "\"agreement\":null")]
    [InlineData("\"epochs\":[{", "\"epochs\":[null,{")]
    [InlineData("\"epochs\":[{", "\"epochs\":null,\"x\":[{")]
    [InlineData("\"epoch\":1", "\"epoch\":2")]
    [InlineData("\"parameterCount\":3", "\"parameterCount\":-3")]
    [InlineData("\"parameterCount\":3", "\"parameterCount\":2000000000")]
    [InlineData("\"parameterCount\":3", "\"parameterCount\":3000000000")]
    [InlineData("\"statisticCount\":2", "\"statisticCount\":-2")]
    [InlineData("\"architecture\":\"Compact\"", "\"architecture\":7")]
    [InlineData("\"objective\":\"Neighbourhood\"", "\"objective\":\"none\"")]
    [InlineData("\"latentSize\":64", "\"latentSize\":1000000000")]
    [InlineData("\"batchSize\":", "\"batchSize\":-1,\"x\":")]
    public void A_header_that_no_run_writes_is_refused_though_its_checksum_is_right(string found, string? crafted = null)
    {
        using var scratch = new Scratch();
        Make().Save(scratch["c"]);
        byte[] whole = File.ReadAllBytes(scratch["c"]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(8));
        string header = Encoding.UTF8.GetString(whole, 12, length), changed = crafted is null ? found : header.Replace(found, crafted, StringComparison.Ordinal);
        Assert.NotEqual(header, changed);
        WriteCrafted(scratch["c"], whole, Encoding.UTF8.GetBytes(changed), length);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var e = Assert.Throws<TrainingException>(() => Checkpoint.Load(scratch["c"]));

        Assert.Contains("cannot be used", e.Message, StringComparison.Ordinal);
        Assert.Contains(scratch["c"], e.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20);
    }

    [Property(MaxTest = 500)]
    public void A_header_of_other_bytes_and_a_right_checksum_is_read_or_refused(NonNegativeInt where, NonEmptyArray<byte> bytes, bool digits)
    {
        using var scratch = new Scratch();
        Make().Save(scratch["c"]);
        byte[] whole = File.ReadAllBytes(scratch["c"]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(8));
        byte[] header = whole[12..(12 + length)];
        for (int i = 0; i < bytes.Get.Length; i++) header[(where.Get + i) % length] = digits ? (byte)('0' + (bytes.Get[i] % 10)) : bytes.Get[i];
        WriteCrafted(scratch["c"], whole, header, length);
        if (Record.Exception(() => Checkpoint.Load(scratch["c"])) is { } e) Assert.Contains("cannot be used", Assert.IsType<TrainingException>(e).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused()
    {
        using var scratch = new Scratch();
        Checkpoint made = Make();
        made.Weights.Parameters[1] = float.NaN;
        made.Save(scratch["c"]);
        Assert.Contains("finite", Assert.Throws<TrainingException>(() => Checkpoint.Load(scratch["c"])).Message, StringComparison.Ordinal);
    }

    /// <summary>Puts another header into a checkpoint, and makes length and checksum right.</summary>
    private static void WriteCrafted(string path, byte[] whole, byte[] header, int oldLength)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        byte[] content = [.. whole[..8], .. length, .. header, .. whole[(12 + oldLength)..^32]];
        File.WriteAllBytes(path, [.. content, .. SHA256.HashData(content)]);
    }

    private static Checkpoint Make() => new()
    {
        Header = new CheckpointHeader
        {
            Recipe = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 500),
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
