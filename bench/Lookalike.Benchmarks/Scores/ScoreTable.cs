using System.CommandLine;
using System.Globalization;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Training.Recipes;

namespace Lookalike.Benchmarks;

/// <summary>Which number that needs no label moves with the kinds of what is found: every objective on every set, and what each number says of it.</summary>
internal static class ScoreTable
{
    private static readonly Objective[] Objectives =
        [Objective.Reconstruction, Objective.Denoising, Objective.Neighbourhood, Objective.Contrastive, Objective.Distillation];

    public static Command Create()
    {
        Argument<string[]> sets = new("data-sets") { Description = "Data sets with labels, as mnist or fashion-mnist.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> package = new("--package") { Description = "CIFAR-10 as well, as bench/cifar.sh fetches it." };
        Option<int> database = new("--database") { Description = "The first training images: trained on and searched.", DefaultValueFactory = _ => 10_000 };
        Option<int> queries = new("--queries") { Description = "The training images after those: searched for, and nothing else.", DefaultValueFactory = _ => 2_000 };
        Option<int> seeds = new("--seeds") { Description = "Models of an objective, two or more.", DefaultValueFactory = _ => 2 };
        var command = new Command("scores", "Scores without labels beside P@10 by class, of five objectives on each set, and how they rank together.") { sets, package, database, queries, seeds };
        command.SetAction(parsed =>
        {
            string work = Directory.CreateTempSubdirectory("lookalike-scores-").FullName;
            try
            {
                string[] names = parsed.GetValue(sets)!;
                if (parsed.GetValue(package) is { } fetched)
                {
                    string folder = Directory.CreateDirectory(Path.Combine(work, "cifar-10")).FullName;
                    CifarFolder.Write(fetched, folder, heldOut: true, int.MaxValue, queries: 1);
                    names = [folder, .. names];
                }

                foreach (string name in names)
                {
                    LabelledImageSet all = new DatasetStore().Open(name, DatasetSplit.Train);
                    Write(Path.GetFileName(name), new ScoredSet(all, parsed.GetValue(database), parsed.GetValue(queries)), parsed.GetValue(seeds), work);
                }
            }
            finally
            {
                Directory.Delete(work, recursive: true);
            }
        });
        return command;
    }

    private static void Write(string name, ScoredSet set, int seeds, string work)
    {
        Console.WriteLine($"\n{name}, {set.Database.Images.Count:N0} images\n\n| objective | seed | P@10 | {string.Join(" | ", ScoredSet.Names)} |\n|---|---|---|{string.Concat(ScoredSet.Names.Select(_ => "---|"))}");
        var rows = new List<(double Precision, double[] Scores)>();
        foreach (Objective objective in Objectives)
        {
            ScoredModel[] models = [.. Enumerable.Range(42, seeds).Select(seed => ScoredModel.Train(set.Database.Images, objective, seed, Path.Combine(work, $"{objective}-{seed}.onnx")))];
            for (int i = 0; i < models.Length; i++)
            {
                (double precision, double[] scores) = set.Score(models[i], models[(i + 1) % models.Length]);
                rows.Add((precision, scores));
                Console.WriteLine($"| {objective.ToString().ToLowerInvariant()} | {42 + i} | {Text(precision)} | {string.Join(" | ", scores.Select(Text))} |");
            }
        }

        IEnumerable<string> together = ScoredSet.Names.Select((_, i) => Text(RankCorrelation.Of([.. rows.Select(row => row.Precision)], [.. rows.Select(row => row.Scores[i])])));
        Console.WriteLine($"| **rank correlation with P@10** | | | {string.Join(" | ", together)} |");
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
