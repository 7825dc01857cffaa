using System.CommandLine;
using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Search;

namespace Lookalike.Cli;

/// <summary><c>lookalike search</c>: what looks like these images.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        Option<string> model = CommonOptions.Model(), index = CommonOptions.Index();
        var arguments = new SearchArguments();
        Option<string?> montage = new("--montage") { Description = "Write a picture of each query beside its hits.", HelpName = "file.png" };
        Option<bool> nulls = CommonOptions.Nulls("Print only the paths of the hits, each ended by a NUL, as xargs -0 takes them.");
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "search",
            "Finds the indexed images that look like a picture.",
            "lookalike search photo.jpg",
            "lookalike search a.png b.jpg --top 5 --metric cosine --json",
            "lookalike search a.png b.png --mean --not c.png                 like a and b, unlike c",
            "lookalike search photo.jpg --crop 200,150,640,480               like this part of it",
            "lookalike search --key pictures/2024/beach.jpg --skip 10        the second page",
            "lookalike search - --within 0.5 --collapse 0.05 < digit.png",
            "lookalike search photo.jpg --match 'pictures/2024/**'",
            "lookalike search --sample 10 --montage output/results.png")
        {
            model, index,
        };
        arguments.AddTo(command);
        command.Options.Add(montage);
        command.Options.Add(nulls);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = parsed.Terminal();
            SearchQuestion question = arguments.Question(parsed);
            SearchOptions options = arguments.Options(parsed);
            OutputFiles.Require([new("--montage", parsed.GetValue(montage), OwnKind.Picture)], [.. question.Pictures, .. question.NegativePictures]);

            Timings.End("options");

            // Model, session, index and queries are opened side by side: the slowest decides how long all of it takes.
            Task<ModelFile> reading = Task.Run(() => ModelFile.Read(parsed.GetRequiredValue(model)), cancellation);
            Task<ImageIndex> indexing = Task.Run(() => OpenAsync(parsed.GetRequiredValue(index), reading, cancellation), cancellation);
            ModelFile modelFile = await reading;
            Timings.End("model");
            var fewImages = new EncoderOptions { IntraOpThreads = 1 };
            Task<IImageEncoder> opening = Task.Run(() => modelFile.OpenEncoder(fewImages), cancellation);
            IReadOnlyList<QueryPicture> pictures = SearchExamples.Read(question, modelFile.Metadata.Preprocessing);
            Timings.End("query");
            using IImageEncoder encoder = await opening;
            float[] latents = Searcher.Encode(encoder, [.. pictures.Select(p => p.Image)]);
            Timings.End("encode");
            using ImageIndex opened = await indexing;
            Timings.End("index");
            foreach (string note in pictures.Select(p => p.Note).OfType<string>()) terminal.Note(note);

            var searcher = new Searcher(opened);
            SearchExamples examples = question.Sample is null
                ? await SearchExamples.JoinAsync(pictures, latents, question, searcher, cancellation)
                : await SearchExamples.DrawAsync(question, opened, searcher, encoder, cancellation);
            SearchReport report = await searcher.SearchAsync(examples.Queries, options, cancellation);
            Timings.End("search");
            if (parsed.GetValue(montage) is { } path)
            {
                var indexed = new IndexedImages(new DatasetStore(), opened) { MaxPixels = question.MaxPixels };
                SearchMontage.Save(path, report, examples.Tiles(indexed), indexed, terminal.Note);
                terminal.Note($"Wrote {path}.");
            }

            if (parsed.GetValue(nulls)) NullOutput.Write(report.Queries.SelectMany(q => q.Hits).Select(h => (h.Key, h.Path)));
            else if (parsed.GetValue(json)) terminal.Output.WriteLine(SearchJson.Write(report));
            else WriteText(report, terminal.Output);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The option that <c>search</c> and <c>evaluate</c> share.</summary>
    public static Option<string> Metric() => new Option<string>("--metric") { Description = "The distance: euclidean or cosine.", DefaultValueFactory = _ => "euclidean" }
        .AcceptOnlyFromAmong("euclidean", "cosine");

    /// <summary>The metric that a word of <see cref="Metric"/> means.</summary>
    public static DistanceMetric ReadMetric(string word) => word == "cosine" ? DistanceMetric.Cosine : DistanceMetric.Euclidean;

    /// <summary>Opens the index while the model is being read, and brings its vectors into memory.</summary>
    private static async Task<ImageIndex> OpenAsync(string path, Task<ModelFile> reading, CancellationToken cancellation)
    {
        ImageIndex index = await ImageIndex.OpenAsync(Indexes.Engine, path, MetadataAsync(), cancellation);
        await index.LoadAsync(cancellation);
        return index;

        async Task<EncoderDescription> MetadataAsync() => (await reading).Metadata;
    }

    private static void WriteText(SearchReport report, TextWriter output)
    {
        foreach (QueryHits query in report.Queries)
        {
            output.WriteLine(query.Label is { } own ? $"{query.Query} (label {own})" : query.Query);
            if (query.Hits.Count == 0) output.WriteLine("  no hits");
            foreach (Hit hit in query.Hits)
            {
                string more = hit.NearIdentical > 0 ? $"  +{hit.NearIdentical} near-identical" : "";
                output.WriteLine($"  {hit.Rank,3}  {hit.Distance,9:0.0000}  {hit.Key}{(hit.Label is { } label ? $"  label {label}" : "")}{more}");
            }
        }
    }
}
