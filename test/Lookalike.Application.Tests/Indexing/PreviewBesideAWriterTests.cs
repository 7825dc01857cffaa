using Lookalike.Application.Indexing;
using Lookalike.Index.Records;

namespace Lookalike.Application.Tests.Indexing;

/// <summary>A preview reads an index that another may be writing to. What it says is of one moment, and of the folder.</summary>
public sealed class PreviewBesideAWriterTests
{
    private const int Pictures = 6;
    private const int Previews = 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_picture_is_counted_once_whatever_is_written_meanwhile()
    {
        using var made = new PictureFolderIndex();
        for (int i = 0; i < Pictures; i++) made.Draw($"{i}.png", seed: i);
        await made.RunAsync();
        ImageRecord[] sound = [.. (await made.RecordsAsync()).Values];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task writing = Task.Run(() => WriteAsync(made, sound, stop.Token), Token);
        try
        {
            using ImageIndex? index = await ImageIndex.FindAsync(TestEngine.Sqlite, made.IndexPath, made.Model, Token);
            HashSet<int> unchanged = [];
            for (int i = 0; i < Previews; i++)
            {
                IndexSummary summary = await FolderIndexer.PreviewAsync(index, new FolderSelection { Folders = [made.Pictures] }, options: null, Token);
                Assert.Equal(Pictures, summary.Unchanged + summary.Encoded + summary.Touched + summary.Moved + summary.Copied);
                Assert.Equal(0, summary.Failed);
                unchanged.Add(summary.Unchanged);
            }

            Assert.True(unchanged.Count > 1, "Nothing was written between the previews.");
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    /// <summary>Writes the index over and over: with many more records, of which some have other sizes, and as it was.</summary>
    private static async Task WriteAsync(PictureFolderIndex made, ImageRecord[] sound, CancellationToken stop)
    {
        using ImageIndex index = await made.OpenForWritingAsync();
        ImageRecord[] more = [.. Enumerable.Range(0, 50).Select(i => Copy(sound[i % Pictures], $"pictures/more/{i}.png", size: i))];
        ImageRecord[] touched = [.. sound.Select((record, i) => Copy(record, record.Key, i % 2 == 0 ? record.Size : 1))];
        while (!stop.IsCancellationRequested)
        {
            await index.WriteAsync([.. more, .. touched], [], roots: null, CancellationToken.None);
            await index.WriteAsync(sound, more.Select(record => record.Key), roots: null, CancellationToken.None);
            await index.WriteAsync([], sound.Take(3).Select(record => record.Key), roots: null, CancellationToken.None);
            await index.WriteAsync(sound, [], roots: null, CancellationToken.None);
        }
    }

    private static ImageRecord Copy(ImageRecord record, string key, long? size) => new()
    {
        Key = key,
        Set = record.Set,
        Path = ImageKey.Path(key),
        Size = size,
        Modified = record.Modified,
        Width = record.Width,
        Height = record.Height,
        ContentHash = record.ContentHash,
        Vector = record.Vector,
    };
}
