using System.CommandLine;
using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary><c>lookalike search</c>: what looks like these images.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        Option<string> model = CommonOptions.Model(), index = CommonOptions.Index();
        Option<string[]> queries = new("--query") { Description = "A picture to search with; any size and format. May be repeated.", AllowMultipleArgumentsPerToken = true, HelpName = "picture" };
        Option<int?> sample = new Option<int?>("--sample") { Description = "Search with this many images drawn from the data set's test split." }.AtLeast(1);
        Option<int> seed = new("--seed") { Description = "The seed of the draw.", DefaultValueFactory = _ => 42 };
        Option<int?> top = new Option<int?>("--top") { Description = "Hits of a query. Default: 10." }.AtLeast(1);
        Option<string> metric = Metric();
        Option<bool> exact = new("--exact") { Description = "Compare every image, also where the index is searched approximately." };
        Option<string?> montage = new("--montage") { Description = "Write a picture of each query beside its hits.", HelpName = "file.png" };
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "search",
            "Finds the indexed images that look like a picture.",
            "lookalike search --query digit.png",
            "lookalike search --query a.png b.jpg --top 5 --metric cosine --json",
            "lookalike search --sample 10 --montage output/results.png")
        {
            model, index, queries, sample, seed, top, metric, exact, montage, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = parsed.Terminal();
            string[] paths = parsed.GetValue(queries) ?? [];
            if (paths.Length > 0 == parsed.GetValue(sample) is not null)
                throw new UsageException("search takes either --query with pictures or --sample with a number.");
            if (parsed.GetValue(montage) is { } montagePath) OutputFile.Require(montagePath);

            Timings.End("options");

            // Model, session, index and queries are opened side by side: the slowest decides how long all of it takes.
            Task<ModelFile> reading = Task.Run(() => ModelFile.Read(parsed.GetRequiredValue(model)), cancellation);
            Task<ImageIndex> indexing = Task.Run(() => OpenAsync(parsed.GetRequiredValue(index), reading, cancellation), cancellation);
            ModelFile modelFile = await reading;
            Timings.End("model");
            var fewImages = new EncoderOptions { IntraOpThreads = 1 };
            Task<Encoder> opening = Task.Run(() => modelFile.OpenEncoder(fewImages), cancellation);
            IReadOnlyList<QueryImage> images = [.. paths.Select(p => QueryImage.FromFile(p, modelFile.Metadata.Preprocessing))];
            Timings.End("query");
            using Encoder encoder = await opening;
            float[] latents = Searcher.Encode(encoder, images);
            Timings.End("encode");
            using ImageIndex opened = await indexing;
            Timings.End("index");
            if (parsed.GetValue(sample) is { } count)
            {
                images = QueryImage.Sample(new DatasetStore().Open(opened.Source, DatasetSplit.Test), count, parsed.GetValue(seed));
                latents = Searcher.Encode(encoder, images);
            }

            foreach (QueryImage image in images.Where(i => i.Inverted))
                terminal.Note($"{image.Name}: dark on light, unlike the images that the model was trained on; searched with light and dark swapped.");

            SearchReport report = await new Searcher(opened).SearchAsync(images, latents, parsed.GetValue(top) ?? 10, ReadMetric(parsed.GetRequiredValue(metric)), parsed.GetValue(exact) ? true : null, cancellation);
            Timings.End("search");
            if (parsed.GetValue(montage) is { } path)
            {
                SearchMontage.Save(path, report, images, new IndexedImages(new DatasetStore(), opened.Source), modelFile.Metadata.Preprocessing);
                terminal.Note($"Wrote {path}.");
            }

            if (parsed.GetValue(json)) terminal.Output.WriteLine(SearchJson.Write(report));
            else WriteText(report, terminal.Output);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The option that <c>search</c> and <c>evaluate</c> share.</summary>
    public static Option<string> Metric() => new Option<string>("--metric") { Description = "The distance: euclidean or cosine.", DefaultValueFactory = _ => "euclidean" }
        .AcceptOnlyFromAmong("euclidean", "cosine");

    /// <summary>The metric that a word of <see cref="Metric"/> means.</summary>
    public static SearchMetric ReadMetric(string word) => word == "cosine" ? SearchMetric.Cosine : SearchMetric.Euclidean;

    /// <summary>Opens the index while the model is being read, and brings its vectors into memory.</summary>
    private static async Task<ImageIndex> OpenAsync(string path, Task<ModelFile> reading, CancellationToken cancellation)
    {
        ImageIndex index = await ImageIndex.OpenAsync(path, MetadataAsync(), cancellation);
        await index.LoadAsync(cancellation);
        return index;

        async Task<ModelMetadata> MetadataAsync() => (await reading).Metadata;
    }

    private static void WriteText(SearchReport report, TextWriter output)
    {
        foreach (QueryHits query in report.Queries)
        {
            output.WriteLine(query.Label is { } own ? $"{query.Query} (label {own})" : query.Query);
            foreach (Hit hit in query.Hits)
                output.WriteLine($"  {hit.Rank,3}  {hit.Distance,9:0.0000}  {hit.Key}{(hit.Label is { } label ? $"  label {label}" : "")}");
        }
    }
}
