using System.Globalization;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Datasets.Store;
using Lookalike.Index.Records;
using Lookalike.Index.Verification;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;
using Microsoft.Data.Sqlite;

namespace Lookalike.Application.Tests.Health;

/// <summary>A folder of pictures and its index, closed, so that a test can damage either and call the doctor.</summary>
internal sealed class PictureIndex : IDisposable
{
    public const int Pictures = 40;

    private readonly Scratch _scratch = new();

    private PictureIndex(int? seed) => Encoder = Model(seed);

    public IImageEncoder Encoder { get; }

    public string Folder => _scratch["pictures"];

    public string IndexPath => _scratch["f.db"];

    /// <summary>Pictures <c>pictures/sub/00.bmp</c> and on, indexed with a model of random weights, or of zeros where the seed is null.</summary>
    public static async Task<PictureIndex> CreateAsync(int? seed = 1)
    {
        var made = new PictureIndex(seed);
        for (int i = 0; i < Pictures; i++) Bitmap.Write(made.File(i), i);
        await made.WriteAsync(async index =>
        {
            await index.SetRootsAsync(index.Roots.With(new ImageRoot { Name = "pictures", Path = made.Folder }));
            ImageRecord[] records = [.. Enumerable.Range(0, Pictures).Select(i => new ImageRecord { Key = Key(i), Set = "pictures", Path = $"sub/{i:00}.bmp" })];
            List<ImageRecord> encoded = new ImageReencoder(index, new IndexedSets(new DatasetStore(), ""), made.Encoder).Encode(records, (_, fault) => Assert.Fail(fault.Message), Token);
            await index.UpsertAsync(encoded);
        });
        return made;
    }

    public static string Key(int picture) => string.Create(CultureInfo.InvariantCulture, $"pictures/sub/{picture:00}.bmp");

    public string File(int picture) => Path.Combine(Folder, "sub", string.Create(CultureInfo.InvariantCulture, $"{picture:00}.bmp"));

    /// <summary>An encoder of 8x8 colour pictures with eight values of latent.</summary>
    public static IImageEncoder Model(int? seed, int channels = 3)
    {
        const int Latent = 8;
        int pixels = channels * 64;
        var random = new Random(seed ?? 0);
        float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => seed is null ? 0 : (float)random.NextDouble() - 0.5f)];
        var network = new Network
        {
            Encoder = [new FlattenLayer(), new DenseLayer { InputSize = pixels, OutputSize = Latent, Weights = Weights(pixels * Latent), Bias = new float[Latent] }],
            Decoder =
            [
                new DenseLayer { InputSize = Latent, OutputSize = pixels, Weights = Weights(pixels * Latent), Bias = new float[pixels] },
                new ReshapeLayer { Channels = channels, Height = 8, Width = 8 },
            ],
        };
        return ModelFile.Create(network, new Preprocessing { Channels = channels, Height = 8, Width = 8 }, "{}", "{}").OpenEncoder(new EncoderOptions { IntraOpThreads = 1 });
    }

    public static ModelMetadata Metadata(IImageEncoder encoder) => new()
    {
        Preprocessing = encoder.Description.Preprocessing,
        LatentSize = encoder.Description.LatentSize,
        RecipeJson = "{}",
        TrainingJson = "{}",
        Fingerprint = encoder.Description.Fingerprint,
        ProducerName = "test",
        ProducerVersion = "1",
    };

    public Task<HealthReport> ExamineAsync(HealthOptions? options = null) => Doctor(Encoder, options).ExamineAsync(Token);

    public Task<HealthReport> FixAsync() => Doctor(Encoder).FixAsync(Token);

    public IndexDoctor Doctor(IImageEncoder? encoder, HealthOptions? options = null) => new(TestEngine.Sqlite, IndexPath, encoder, new DatasetStore(), options);

    /// <summary>Changes the index.</summary>
    public async Task WriteAsync(Func<ImageIndex, Task> change)
    {
        using ImageIndex index = await OpenAsync();
        await change(index);
    }

    public async Task<ImageRecord?> FindAsync(string key)
    {
        using ImageIndex index = await OpenAsync();
        return (await index.Store.GetAsync([key], includeVectors: true, Token)).SingleOrDefault();
    }

    /// <summary>Changes the vectors of the only block. The checksum is that of the change, unless the damage is to show.</summary>
    public async Task DamageAsync(Action<byte[], float[]> change, bool silent)
    {
        await using (var connection = new SqliteConnection($"Data Source={IndexPath};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT occupied, vectors FROM vectors_1_0";
            byte[] occupied, bytes;
            await using (SqliteDataReader row = await command.ExecuteReaderAsync(Token))
            {
                Assert.True(await row.ReadAsync(Token));
                (occupied, bytes) = ((byte[])row[0], (byte[])row[1]);
            }

            float[] vectors = new float[bytes.Length / sizeof(float)];
            Buffer.BlockCopy(bytes, 0, vectors, 0, bytes.Length);
            change(occupied, vectors);
            Buffer.BlockCopy(vectors, 0, bytes, 0, bytes.Length);
            command.CommandText = "UPDATE vectors_1_0 SET occupied = $occupied, vectors = $vectors";
            command.Parameters.AddWithValue("$occupied", occupied);
            command.Parameters.AddWithValue("$vectors", bytes);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        }

        if (!silent) return;
        await WriteAsync(async index =>
        {
            IIndexVerification verification = index.Store.Capability<IIndexVerification>()!;
            IndexReport found = await verification.VerifyAsync(Token);
            await verification.MendAsync(found.Faults.Where(f => f.Kind == IndexFaultKind.Checksum), Token);
        });
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={IndexPath};Pooling=False");
        await connection.OpenAsync(Token);
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }

    public void Dispose()
    {
        Encoder.Dispose();
        _scratch.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<ImageIndex> OpenAsync() => ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, IndexPath, Metadata(Encoder), new IndexWriting(), Token);
}
