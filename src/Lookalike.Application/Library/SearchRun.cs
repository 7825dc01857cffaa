using Lookalike.Application.Drawing;
using Lookalike.Application.Encoders;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Library;

/// <summary>One search. Model, session, index and queries are opened side by side: the slowest decides how long all of it takes.</summary>
internal sealed class SearchRun(ImageLibrary library, SearchRequest request, LibraryEvents events)
{
    public async Task<SearchReport> RunAsync(CancellationToken cancellationToken)
    {
        Task<EncoderSource> reading = Task.Run(library.ReadEncoder, cancellationToken);
        Task<ImageIndex> indexing = Task.Run(() => OpenAsync(reading, cancellationToken), cancellationToken);
        Task<IImageEncoder>? opening = null;
        try
        {
            EncoderSource source = await reading.ConfigureAwait(false);
            End("model");
            opening = Task.Run(() => source.Open(library.EncoderOptions(threads: 1)), cancellationToken);
            SearchPictures pictures = SearchPictures.Read(request, source.Description.Preprocessing);
            End("query");
            IImageEncoder encoder = await opening.ConfigureAwait(false);
            float[] latents = Searcher.Encode(encoder, pictures.Images);
            End("encode");
            ImageIndex index = await indexing.ConfigureAwait(false);
            End("index");
            foreach (IndexFailure failure in pictures.Failures) events.Failed?.Invoke(failure);
            foreach (string note in pictures.Images.Select(SearchExamples.NoteOf).OfType<string>()) events.Tell(note);

            var searcher = new Searcher(index);
            SearchExamples examples = request.Sample is null
                ? await SearchExamples.JoinAsync(
                    request, pictures, latents, source.Description.Preprocessing.Shape, searcher, cancellationToken).ConfigureAwait(false)
                : index.Roots.All.Count > 0 ? await SearchExamples.DrawPicturesAsync(request, searcher, cancellationToken).ConfigureAwait(false)
                : SearchExamples.Draw(request, library.Datasets.Open(index.Source, DatasetSplit.Test), encoder);
            SearchReport report = await searcher.SearchAsync(examples.Queries, request.Options, cancellationToken).ConfigureAwait(false);
            report.Failures = pictures.Failures;
            End("search");
            if (request.IsDrawn)
            {
                var indexed = new IndexedImages(library.Datasets, index) { MaxPixels = request.MaxPixels };
                report.Rows = SearchRows.Of(report, examples.Tiles(indexed), new DrawnImages(indexed, events.Tell));
                SearchRows.Save(request, report);
            }

            return report;
        }
        finally
        {
            Close(opening);
            Close(indexing);
        }
    }

    /// <summary>Closes what was opened, or will be: a fault elsewhere may be told before, and nobody waits for the rest.</summary>
    private static void Close<T>(Task<T>? opening)
        where T : IDisposable =>
        _ = opening?.ContinueWith(
            static opened => opened.Result.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    /// <summary>Opens the index while the model is being read, and brings its vectors into memory.</summary>
    private async Task<ImageIndex> OpenAsync(Task<EncoderSource> reading, CancellationToken cancellationToken)
    {
        ImageIndex index = await ImageIndex.OpenAsync(library.Engine, library.IndexPath, MetadataAsync(), cancellationToken).ConfigureAwait(false);
        try
        {
            await index.LoadAsync(cancellationToken).ConfigureAwait(false);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }

        async Task<EncoderDescription> MetadataAsync() => (await reading.ConfigureAwait(false)).Description;
    }

    private void End(string stage) => events.Progress?.Report(new Progress(stage, 1, 1));
}
