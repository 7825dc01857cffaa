using System.CommandLine;
using Lookalike.Datasets.Fetching;

namespace Lookalike.Benchmarks;

/// <summary>Approximate search beside hnswlib: built from the same vectors with the same setting, searched at equal recall, in turn.</summary>
internal static class ApproximateSearchTable
{
    public static Command Create()
    {
        Option<string[]> sets = new("--set") { Description = "The vectors; may be given again.", DefaultValueFactory = _ => ["200k"] };
        sets.AcceptOnlyFromAmong(VectorSet.Names);
        Option<string?> model = new("--model") { Description = "The model file that encodes MNIST." };
        Option<int[]> threads = new("--threads") { Description = "Threads to build and search with; may be given again.", DefaultValueFactory = _ => [1, Environment.ProcessorCount] };
        Option<int> pairs = new("--pairs") { Description = "Pairs of searches of each row.", DefaultValueFactory = _ => 7 };
        Option<int> builds = new("--builds") { Description = "Pairs of builds.", DefaultValueFactory = _ => 5 };
        Option<bool> quick = new("--quick") { Description = "A tenth of the vectors, to see that everything works." };
        var command = new Command("approximate-search", "The graph beside hnswlib at equal recall, 16 links, 200 candidates to build.") { sets, model, threads, pairs, builds, quick };
        command.SetAction(parsed =>
        {
            using var folder = new TemporaryFolder();
            using var hnswlib = new HnswlibProgram(folder.Path);
            Console.WriteLine(
                $"{Environment.ProcessorCount} cores, .NET {Environment.Version}; hnswlib for {hnswlib.Instructions}. M {GraphSetting.Links}, ef_construction {GraphSetting.BuildCandidates}, "
                + $"Euclidean, the {GraphSetting.Top} nearest. Medians of {parsed.GetValue(pairs)} pairs, (lowest..highest).");
            foreach (string name in parsed.GetRequiredValue(sets))
            {
                Console.Error.WriteLine($"{name}: vectors and truth");
                VectorSet set = VectorSet.Create(name, parsed.GetValue(model), parsed.GetValue(quick) ? 10 : 1);
                Console.WriteLine($"\n{set.Name}, {set.Count:N0} x {set.Dimension}, {set.Queries.Length / set.Dimension:N0} queries\n");
                string vectors = Path.Combine(folder.Path, "vectors"), queries = Path.Combine(folder.Path, "queries");
                VectorFiles.Write(vectors, set.Vectors);
                VectorFiles.Write(queries, set.Queries);
                hnswlib.Load(vectors, set.Dimension, queries);
                new GraphContest(set, new OurGraph(set), hnswlib, parsed.GetRequiredValue(threads), parsed.GetValue(pairs)).Run(parsed.GetValue(builds));
            }
        });
        return command;
    }
}
