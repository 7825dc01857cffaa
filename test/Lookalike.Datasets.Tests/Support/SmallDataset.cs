using System.Security.Cryptography;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Fetching;
using Lookalike.Datasets.Idx;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;
using Microsoft.Extensions.Logging;

namespace Lookalike.Datasets.Tests.Support;

/// <summary>A data set in the layout of MNIST that is small enough for a test: 40 and 20 images of 5x4 pixels, drawn with a fixed seed.</summary>
internal sealed class SmallDataset
{
    public const string Name = "small";
    private static readonly string[] Order = [IdxFileNames.TrainImages, IdxFileNames.TrainLabels, IdxFileNames.TestImages, IdxFileNames.TestLabels];

    // Without a limit for connecting, and never by the connection of another test's server, whose port this one may have.
    private static readonly SocketsHttpHandler Network = new() { PooledConnectionLifetime = TimeSpan.Zero };

    private readonly Dictionary<string, byte[]> _files = [];

    public SmallDataset()
    {
        Random random = new(7);
        using Scratch folder = new();
        foreach ((DatasetSplit split, int count) in new[] { (DatasetSplit.Train, 40), (DatasetSplit.Test, 20) })
        {
            byte[] pixels = new byte[count * 20], labels = new byte[count];
            random.NextBytes(pixels);
            random.NextBytes(labels);
            IdxFile.WriteImages(folder[IdxFileNames.Images(split)], new PixelShape(1, 5, 4), pixels);
            IdxFile.WriteLabels(folder[IdxFileNames.Labels(split)], labels);
        }

        foreach (string name in Order) _files[name] = File.ReadAllBytes(folder[name]);
    }

    public static IReadOnlyList<string> FileNames => [.. Order.Order(StringComparer.Ordinal)];

    public byte[] Raw(string name) => _files[name];

    public byte[] Packed(string name) => Gzip.Pack(_files[name]);

    public DatasetDescription Describe(params IReadOnlyList<DatasetSource> sources) =>
        new(Name, "A small data set.", [.. Order.Select(name => new DatasetFile(name, _files[name].Length, Sha256(_files[name])))], sources);

    /// <summary>A store whose servers may take as long as a busy machine makes them.</summary>
    public DatasetStore Store(Scratch folder, params IReadOnlyList<DatasetSource> sources) => Store(folder, loggers: null, sources);

    /// <summary>The same, and it logs.</summary>
    public DatasetStore Store(Scratch folder, ILoggerFactory? loggers, params IReadOnlyList<DatasetSource> sources) =>
        new(folder.Folder, Network, [Describe(sources)], string.Empty) { Patience = TimeSpan.FromMinutes(20), LoggerFactory = loggers };

    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] content) in _files) File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
