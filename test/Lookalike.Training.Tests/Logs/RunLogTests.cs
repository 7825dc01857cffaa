using System.Text.Json;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Training.Jobs;
using Lookalike.Training.Logs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using NetVips;

namespace Lookalike.Training.Tests.Logs;

public sealed class RunLogTests
{
    [Theory]
    [InlineData(Objective.Neighbourhood)]
    [InlineData(Objective.Contrastive)]
    public void A_run_tells_of_its_beginning_its_epochs_what_it_draws_and_its_end(Objective objective)
    {
        using var scratch = new Scratch();
        JsonElement[] lines = Run(scratch, objective);

        Assert.Equal(RunLogFile.SchemaVersion, lines[0].GetProperty("schemaVersion").GetInt32());
        Assert.All(lines.Skip(1), line => Assert.False(line.TryGetProperty("schemaVersion", out _)));
        Assert.Equal(ModelFile.Read(scratch["m.onnx"]).Metadata.Fingerprint, Single(lines, "done").GetProperty("fingerprint").GetString());
        Assert.Equal("done", Name(lines[^1]));
        JsonElement[] epochs = [.. Of(lines, "epoch")];
        Assert.Equal(Enumerable.Range(1, epochs.Length), epochs.Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.NotEmpty(Of(lines, "stage"));
        JsonElement progress = Of(lines, "progress").First(line => line.TryGetProperty("step", out _));
        Assert.True(progress.GetProperty("secondsLeft").GetDouble() >= 0);

        // Stages that do not draw have nothing to show.
        int[] drawn = [.. epochs.Where(epoch => epoch.GetProperty("loss").GetString() == "reconstruction").Select(epoch => epoch.GetProperty("epoch").GetInt32())];
        JsonElement[] samples = [.. Of(lines, "sample")];
        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Contains(sample.GetProperty("epoch").GetInt32(), drawn));
    }

    [Fact]
    public void Samples_are_pictures_of_the_same_held_out_images_and_of_what_is_drawn_of_them()
    {
        using var scratch = new Scratch();
        JsonElement[] samples = [.. Of(Run(scratch, Objective.Neighbourhood), "sample")];

        Assert.True(samples.Length > 1);
        Assert.Single(samples.Select(sample => sample.GetProperty("originals").GetString()).Distinct());
        Assert.True(samples.Select(sample => sample.GetProperty("reconstructions").GetString()).Distinct().Count() > 1);
        foreach (string member in (string[])["originals", "reconstructions"])
        {
            using Image row = Image.NewFromBuffer(samples[0].GetProperty(member).GetBytesFromBase64());
            Assert.Equal((8 * 16, 16, 3), (row.Width, row.Height, row.Bands));
        }
    }

    [Fact]
    public void A_log_changes_nothing_of_what_is_learnt()
    {
        using var scratch = new Scratch();
        Run(scratch, Objective.Neighbourhood);
        string logged = ModelFile.Read(scratch["m.onnx"]).Metadata.Fingerprint;
        Job(scratch, Objective.Neighbourhood, log: null).Run(TimeSpan.Zero, CancellationToken.None);
        Assert.Equal(logged, ModelFile.Read(scratch["m.onnx"]).Metadata.Fingerprint);
    }

    [Fact]
    public void A_run_that_goes_on_tells_again_of_the_epochs_before_it()
    {
        using var scratch = new Scratch();
        using var stop = new CancellationTokenSource();
        int epochs = 0;
        using (var log = new RunLog(scratch["m.onnx"], TimeProvider.System, Assert.Fail))
        {
            TrainingJob job = Job(scratch, Objective.Neighbourhood, log, ended: () =>
            {
                if (++epochs == 2) stop.Cancel();
            });
            Assert.False(log.Fail(Assert.ThrowsAny<OperationCanceledException>(() => job.Run(TimeSpan.Zero, stop.Token))));
        }

        Assert.Equal("stopped", Name(Read(scratch)[^1]));
        JsonElement[] lines = Run(scratch, Objective.Neighbourhood, resume: true);
        int[] told = [.. Of(lines, "epoch").Select(epoch => epoch.GetProperty("epoch").GetInt32())];
        Assert.Equal(Enumerable.Range(1, told.Length), told);
        Assert.True(told.Length > 2);
    }

    [Fact]
    public void A_fault_of_the_system_is_told_without_its_paths_and_one_of_ours_in_its_words()
    {
        using var scratch = new Scratch();
        foreach (Exception fault in (Exception[])[new IOException($"Cannot write {scratch.Folder}/x"), new TrainingException("The run diverged.")])
        {
            using (var log = new RunLog(scratch["m.onnx"], TimeProvider.System, Assert.Fail))
            {
                log.Read(new Progress("reading", 1, 2));
                Assert.False(log.Fail(fault));
            }

            string reason = Single(Read(scratch), "failed").GetProperty("reason").GetString()!;
            Assert.DoesNotContain(scratch.Folder, reason, StringComparison.Ordinal);
            Assert.Equal(fault is TrainingException, reason == fault.Message);
        }
    }

    [Fact]
    public void What_ends_before_any_image_is_read_leaves_the_log_before_it()
    {
        using var scratch = new Scratch();
        Run(scratch, Objective.Neighbourhood);
        byte[] before = File.ReadAllBytes(RunLogFile.PathFor(scratch["m.onnx"]));
        using (var log = new RunLog(scratch["m.onnx"], TimeProvider.System, Assert.Fail)) log.Fail(new TrainingException("No such data set."));
        Assert.Equal(before, File.ReadAllBytes(RunLogFile.PathFor(scratch["m.onnx"])));
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_said_once_and_costs_no_run()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(RunLogFile.PathFor(scratch["m.onnx"]));
        var notices = new List<string>();
        using var log = new RunLog(scratch["m.onnx"], TimeProvider.System, notices.Add);
        log.Read(new Progress("reading", 1, 2));
        log.Read(new Progress("reading", 2, 2));
        Assert.Contains("cannot be written", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_is_known_again_as_ours()
    {
        using var scratch = new Scratch();
        Run(scratch, Objective.Neighbourhood);
        Assert.True(OwnKind.RunLog.Wrote(RunLogFile.PathFor(scratch["m.onnx"])));
        File.WriteAllText(scratch["other"], "{\"schemaVersion\":1,\"recipe\":{}}");
        Assert.False(OwnKind.RunLog.Wrote(scratch["other"]));
    }

    private static JsonElement[] Run(Scratch scratch, Objective objective, bool resume = false)
    {
        using (var log = new RunLog(scratch["m.onnx"], TimeProvider.System, Assert.Fail)) Job(scratch, objective, log, resume: resume).Run(TimeSpan.Zero, CancellationToken.None);
        return Read(scratch);
    }

    private static TrainingJob Job(Scratch scratch, Objective objective, RunLog? log, bool resume = false, Action? ended = null)
    {
        ImageSet images = DrawnGroups.Draw(60, seed: 3, channels: 3);
        return new TrainingJob
        {
            Training = images,
            Validation = images.Slice(0, 20),
            Recipe = DefaultRecipe.For(Architecture.Compact, objective, images) with { Epochs = 4, RoundEpochs = 1, Rounds = 1 },
            Options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1, Resume = resume },
            Log = log,
            Events = new()
            {
                Trained = progress =>
                {
                    if (progress.Finished is not null) ended?.Invoke();
                },
            },
        };
    }

    private static JsonElement[] Read(Scratch scratch) =>
        [.. File.ReadLines(RunLogFile.PathFor(scratch["m.onnx"])).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Name(JsonElement line) => line.GetProperty("event").GetString();

    private static IEnumerable<JsonElement> Of(JsonElement[] lines, string name) => lines.Where(line => Name(line) == name);

    private static JsonElement Single(JsonElement[] lines, string name) => Assert.Single(Of(lines, name));
}
