using System.Runtime.InteropServices;
using Lookalike.Application.Indexing;
using Lookalike.Index.Records;
using Lookalike.Index.Sqlite;
using Lookalike.Models;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>An index of drawn vectors, made by the library: its file, and the file with a log that is not yet part of it.</summary>
internal sealed class IndexSeed
{
    private const int Records = 60;
    private const int Batch = 20;

    // A folder that is on every machine and holds none of the pictures: the seed is the same in each run.
    private const string Pictures = "/usr/share";

    private IndexSeed(ModelMetadata model, byte[] whole, byte[] before, byte[] log) => (Model, Whole, Before, Log) = (model, whole, before, log);

    /// <summary>What made it.</summary>
    public ModelMetadata Model { get; }

    /// <summary>All in one file.</summary>
    public byte[] Whole { get; }

    /// <summary>The file before the last batches.</summary>
    public byte[] Before { get; }

    /// <summary>The log that holds them.</summary>
    public byte[] Log { get; }

    public static async Task<IndexSeed> CreateAsync(string folder)
    {
        string path = Path.Combine(folder, "seed.db");
        ModelMetadata model = SampleModel.Create(1).Metadata;
        using (ImageIndex index = await OpenAsync())
        {
            await index.WriteAsync([], [], index.Roots.With(new ImageRoot { Name = "pictures", Path = Pictures }), CancellationToken.None);
            await AddAsync(index, 0);
        }

        byte[] before, log;
        using (ImageIndex index = await OpenAsync())
        {
            for (int first = Batch; first < Records; first += Batch) await AddAsync(index, first);
            before = Read(path);
            log = Read(path + "-wal");
        }

        return new IndexSeed(model, Read(path), before, log);

        Task<ImageIndex> OpenAsync() => ImageIndex.OpenForWritingAsync(new SqliteIndexEngine(), path, model, new IndexWriting { Source = "mnist" }, CancellationToken.None);

        async Task AddAsync(ImageIndex index, int first)
        {
            // Every other one is of a data set: both have their own way through the program.
            IEnumerable<ImageRecord> records = Enumerable.Range(first, Batch).Select(i => i % 2 == 0 ? OfFile(i) : OfSet(i));
            await index.WriteAsync(records, [], roots: null, CancellationToken.None);
        }

        ImageRecord OfFile(int i) => new()
        {
            Key = $"pictures/{i:000}.png",
            Set = "pictures",
            Path = $"{i:000}.png",
            Size = 100 + i,
            Modified = DateTimeOffset.UnixEpoch.AddDays(i),
            Width = 8,
            Height = 8,
            ContentHash = $"{i:x32}",
            Vector = VectorOf(i, model.LatentSize),
        };

        ImageRecord OfSet(int i) => new() { Key = $"mnist/train/{i:00000}", Set = "mnist/train", Position = i, Label = i % 10, ContentHash = $"{i:x32}", Vector = VectorOf(i, model.LatentSize) };
    }

    /// <summary>Where the bytes of a drawn record's vector lie in the whole file.</summary>
    public Range FindVector(Random random)
    {
        ReadOnlySpan<byte> vector = MemoryMarshal.AsBytes<float>(VectorOf(random.Next(Records), Model.LatentSize));
        int at = Whole.AsSpan().IndexOf(vector);
        return at >= 0 ? at..(at + vector.Length) : throw new InvalidOperationException("Vectors are no longer stored as floats, one behind the other.");
    }

    private static float[] VectorOf(int number, int size)
    {
        var random = new Random(number);
        return [.. Enumerable.Range(0, size).Select(_ => random.NextSingle())];
    }

    // SQLite holds locks on its files, which a plain read does not mind.
    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
