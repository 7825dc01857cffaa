using System.CommandLine;

namespace Lookalike.Benchmarks;

/// <summary>Two published programs side by side, in turn: whether a change of the code made anything slower that a user does.</summary>
internal sealed class TwoPrograms : IDisposable
{
    private const int Pictures = 3000;
    private const int Side = 96;

    private readonly string _before;
    private readonly string _after;
    private readonly int _pairs;
    private readonly string[] _model;
    private readonly string[] _index;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lookalike-programs-");

    private TwoPrograms(string before, string after, string model, string index, int pairs) =>
        (_before, _after, _pairs, _model, _index) = (before, after, pairs, ["--model", model], ["--index", index]);

    public static Command Create()
    {
        Option<string> before = new("--before") { Description = "A published lookalike.", Required = true };
        Option<string> after = new("--after") { Description = "Another.", Required = true };
        Option<string> model = new("--model") { Description = "A model of MNIST that both can read.", Required = true };
        Option<string> index = new("--index") { Description = "An index of MNIST that both can read.", Required = true };
        Option<int> pairs = new("--pairs") { Description = "Pairs of runs of each row.", DefaultValueFactory = _ => 9 };
        var command = new Command("two-programs", "Two published programs side by side in what a user does: wall seconds, in turn.") { before, after, model, index, pairs };
        command.SetAction(parsed =>
        {
            using var programs = new TwoPrograms(
                parsed.GetRequiredValue(before),
                parsed.GetRequiredValue(after),
                parsed.GetRequiredValue(model),
                parsed.GetRequiredValue(index),
                parsed.GetValue(pairs));
            programs.Run();
        });
        return command;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Run()
    {
        string pictures = Directory.CreateDirectory(At("pictures")).FullName;
        string[] drawn = DrawnPictures.Write(pictures, Pictures, Side, Side, ".png");
        string digit = DrawnPictures.Write(_folder.FullName, 1, 28, 28, ".png")[0];
        Console.WriteLine("| what | before, s | after, s | after / before, median of pairs (lowest..highest) |\n|---|---|---|---|");
        Row("cold search of 60,000 vectors", 4 * _pairs, ["search", .. _model, .. _index, "--query", digit, "--json"]);
        Row("encode and insert 60,000 digits", _pairs, ["index", "mnist", .. _model, "--index", At("new.db"), "--rebuild", "--json"]);
        Row("the same again, nothing changed", 2 * _pairs, ["index", "mnist", .. _model, "--index", At("new.db"), "--json"]);
        Row("evaluate 2,000 queries, exact", _pairs, ["evaluate", "mnist", .. _model, .. _index, "--queries", "2000", "--json"]);
        Row("duplicates of 60,000", _pairs, ["duplicates", .. _index, "--within", "0.01", "--json"]);
        Row($"index a folder of {Pictures:N0} PNGs of {Side} x {Side}", _pairs, ["index", pictures, .. _model, "--index", At("folder.db"), "--rebuild", "--json"]);
        Row("the same again, nothing changed", 2 * _pairs, ["index", pictures, .. _model, "--index", At("folder.db"), "--json"]);
        foreach (string picture in drawn.Skip(400)) File.Delete(picture);
        string[] train = ["train", pictures, "--model", At("trained.onnx"), "--size", "32", "--epochs", "4", "--rounds", "1", "--round-epochs", "1"];
        Row("train on 400 of them, 4 epochs", _pairs, [.. train, "--json"]);
    }

    private void Row(string what, int pairs, string[] arguments)
    {
        var duel = new Duel(pairs, () => ProgramRun.Time(_before, arguments).Seconds, () => ProgramRun.Time(_after, arguments).Seconds);
        Console.WriteLine($"| {what} | {duel.A:0.000} | {duel.B:0.000} | {duel.RatioText} |");
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
