using System.CommandLine;
using System.Text.Json;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Cli.Commands.Index;
using Lookalike.Cli.Commands.Search;
using Lookalike.Cli.Commands.Train;
using Lookalike.Datasets.Pictures;
using Lookalike.Imaging.Faults;
using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Output;
using Lookalike.Training.Jobs;
using Lookalike.Training.Results;
using Lookalike.Training.Sources;

namespace Lookalike.Cli.Tests.Commands;

public sealed class PrintingTests
{
    private static readonly IndexSummary Pass = new()
    {
        Encoded = 1234,
        Moved = 2,
        Failed = 1,
        Seconds = 1.25,
        Changes = new IndexChanges
        {
            Encoded = ["p/a.jpg"],
            Touched = ["p/t.jpg"],
            Moved = [new IndexMove { From = "p/b.jpg", To = "p/c.jpg" }],
            Copied = [new IndexMove { From = "p/d.jpg", To = "p/e.jpg" }],
            Removed = ["p/f.jpg"],
        },
    };

    private static readonly SearchReport Found = new()
    {
        Metric = "euclidean",
        Queries =
        [
            new QueryHits
            {
                Query = "a.png",
                Hits =
                [
                    new Hit { Rank = 1, Key = "p/b.jpg", Path = "/p/b.jpg", Distance = 0.125f, NearIdentical = 2 },
                    new Hit { Rank = 2, Key = "mnist/train/7", Label = 3, Distance = 12.5f },
                ],
            },
            new QueryHits { Query = "mnist/test/5", Label = 4 },
        ],
    };

    [Fact]
    public void A_pass_that_did_nothing_says_so_in_the_counts_that_matter() =>
        Assert.Equal("f.db  0 encoded, 5 unchanged, 0 removed, 0 failed, 0.5 s", IndexText.Of("f.db", new IndexSummary { Unchanged = 5, Seconds = 0.5 }));

    [Fact]
    public void A_pass_that_would_be_made_says_what_it_would_do()
    {
        var summary = new IndexSummary { DryRun = true, Encoded = 1, Touched = 2, Copied = 3, OtherNames = 4, OtherFiles = 5, Results = 6, Seconds = 0 };
        Assert.Equal(
            "f.db  would be: 1 encoded, 0 unchanged, 2 touched, 3 copied, 0 removed, 0 failed, 4 links passed over, 5 other files passed over, "
            + "6 passed over (drawn by this program), 0.0 s",
            IndexText.Of("f.db", summary));
    }

    [Fact]
    public void Index_prints_each_change_and_then_the_counts_and_ends_with_the_code_of_failures()
    {
        (string output, int code) = Print(Pass, "--index", "f.db");

        Assert.Equal(
            "encode  p/a.jpg\ntouch   p/t.jpg\nmove    p/b.jpg -> p/c.jpg\ncopy    p/d.jpg -> p/e.jpg\nremove  p/f.jpg\n"
            + "f.db  1,234 encoded, 0 unchanged, 2 moved, 0 removed, 1 failed, 1.3 s\n",
            output);
        Assert.Equal(ExitCode.SomeFailed, code);
        Assert.Equal(ExitCode.Ok, Print(new IndexSummary()).Code);
    }

    [Fact]
    public void Index_prints_one_JSON_object_a_line()
    {
        string output = Print(Pass, "--json").Output;

        Assert.Equal(output.Length - 1, output.IndexOf('\n', StringComparison.Ordinal));
        JsonElement json = JsonDocument.Parse(output).RootElement;
        Assert.Equal((1, 1234, 1), (json.GetProperty("schemaVersion").GetInt32(), json.GetProperty("encoded").GetInt32(), json.GetProperty("failed").GetInt32()));
        Assert.Equal("p/c.jpg", json.GetProperty("changes").GetProperty("moved")[0].GetProperty("to").GetString());
    }

    [Fact]
    public void Search_prints_each_query_above_its_hits()
    {
        using var printed = new Printed();
        SearchOutput.WriteText(Found, printed.Terminal.Output, new LinkedPaths("/", raw: null), pictures: null);

        Assert.Equal(
            "a.png\n    1     0.1250  p/b.jpg  +2 near-identical\n    2    12.5000  mnist/train/7  label 3\nmnist/test/5 (label 4)\n  no hits\n", printed.Output);
    }

    [Fact]
    public void Search_has_its_results_in_one_line_of_JSON() => Assert.Equal(
        """{"schemaVersion":1,"metric":"euclidean","queries":[{"query":"a.png","label":null,"hits":["""
        + """{"rank":1,"key":"p/b.jpg","path":"/p/b.jpg","label":null,"distance":0.125,"nearIdentical":2},"""
        + """{"rank":2,"key":"mnist/train/7","path":null,"label":3,"distance":12.5,"nearIdentical":0}]},"""
        + """{"query":"mnist/test/5","label":4,"hits":[]}],"failures":[]}""",
        Found.ToJson());

    [Fact]
    public void Train_prints_what_it_made_and_what_comes_next()
    {
        using var printed = new Printed();
        TrainingReport.WriteText(printed.Terminal, Trained(), word: null, "mnist");

        Assert.Equal("my m.onnx  validation loss 0.01250, 4 s, fingerprint 0123456789ab\nKept the best.\n", printed.Output);
        Assert.Equal("Next: lookalike index mnist --model 'my m.onnx'\n", printed.Error);
    }

    [Fact]
    public void Train_prints_one_line_of_JSON_with_the_files_that_gave_no_picture()
    {
        using var printed = new Printed();
        TrainingReport.WriteJson(printed.Terminal, Trained(Broken), word: null);

        Assert.Equal(printed.Output.Length - 1, printed.Output.IndexOf('\n', StringComparison.Ordinal));
        JsonElement json = JsonDocument.Parse(printed.Output).RootElement;
        Assert.Equal((3, 0.0125, "my m.onnx"), (json.GetProperty("epochs").GetInt32(), json.GetProperty("validationLoss").GetDouble(), json.GetProperty("model").GetString()));
        JsonElement failure = Assert.Single(json.GetProperty("failures").EnumerateArray());
        Assert.Equal(Path.GetFullPath("/p/big.png"), failure.GetProperty("path").GetString());
        Assert.Equal(("tooManyPixels", "Too large."), (failure.GetProperty("fault").GetString(), failure.GetProperty("message").GetString()));
        Assert.False(json.TryGetProperty("labelFree", out _));
    }

    [Fact]
    public void Train_says_at_its_end_that_not_all_files_were_pictures()
    {
        using Printed some = new(quiet: true), none = new();
        TrainingReport.WriteFailures(some.Terminal, Trained(Broken));
        TrainingReport.WriteFailures(none.Terminal, Trained());

        Assert.StartsWith("lookalike: 1 files gave no picture and were left out: ", some.Error, StringComparison.Ordinal);
        Assert.EndsWith(" --max-pixels raises the limit.\n", some.Error, StringComparison.Ordinal);
        Assert.Equal("", none.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stopped_run_names_its_checkpoint_where_there_is_one(bool kept)
    {
        using var scratch = new Scratch();
        using var printed = new Printed();
        var options = new TrainingOptions { ModelPath = scratch["m.onnx"], PlotPath = "p.png" };
        if (kept) File.WriteAllText(TrainingLibrary.PathsFor(options.ModelPath).Checkpoint, "");

        await Assert.ThrowsAsync<OperationCanceledException>(() => TrainingDisplay.ShowAsync<int>(printed.Terminal, "mnist", options, (_, bars) =>
        {
            bars.Of("training");
            throw new OperationCanceledException();
        }));

        string expected = $"lookalike: Stopped. Kept: {options.ModelPath}.checkpoint (weights, optimizer and place in the run). "
            + $"Go on with: lookalike train mnist --model {options.ModelPath} --plot p.png --resume\n";
        Assert.Equal(kept, printed.Error.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(kept, printed.Error.Contains("Kept", StringComparison.Ordinal));
    }

    private static PictureFailure Broken => new() { Path = "big.png", Fault = PictureFault.TooManyPixels, Message = "Too large." };

    private static TrainingResult Trained(params PictureFailure[] failures) => new(new TrainingSummary
    {
        Epochs = 3,
        ValidationLoss = 0.0125,
        Seconds = 4.2,
        Verdict = "Kept the best.",
        Model = "my m.onnx",
        Fingerprint = "0123456789abcdef",
    })
    {
        Pictures = failures.Length == 0 ? null : new PictureRequest { Origin = PictureOrigin.Folder, Path = Path.GetFullPath("/p") },
        Failures = failures,
    };

    private static (string Output, int Code) Print(IndexSummary summary, params string[] args)
    {
        var index = new IndexCommand();
        ParseResult parsed = index.ToCommand().Line(args);
        using var printed = new Printed();
        int code = index.Print(parsed, summary, printed.Terminal);
        return (printed.Output, code);
    }
}
