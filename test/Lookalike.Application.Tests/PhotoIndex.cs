using System.Security.Cryptography;
using Lookalike.Application.Indexing;
using Lookalike.Application.Tests.Evaluating.LabelFree;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Records;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Running;
using NetVips;

namespace Lookalike.Application.Tests;

/// <summary>An index of a folder of picture files, made record by record, and the model that made it.</summary>
internal sealed class PhotoIndex : IDisposable
{
    /// <summary>What the folder is called in keys.</summary>
    public const string Root = "pictures";

    private readonly Scratch _scratch = new();

    private PhotoIndex(ModelFile model)
    {
        Model = model;
        Encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = 1 });
    }

    public ModelFile Model { get; }

    public IImageEncoder Encoder { get; }

    public ImageIndex Index { get; private set; } = null!;

    public string Folder => _scratch[Root];

    /// <summary>The full path of a picture.</summary>
    public string PathOf(string path) => System.IO.Path.Combine(Folder, path);

    /// <summary>Indexes pictures with an encoder whose latent is the pixels themselves, 8 x 8 in colour.</summary>
    public static async Task<PhotoIndex> CreateAsync(params (string Path, byte[] File)[] pictures)
    {
        var made = new PhotoIndex(SampleIndex.Pixels(SampleIndex.Images("shape", 1, 3, 8, 8)));
        CancellationToken token = TestContext.Current.CancellationToken;
        made.Index = await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, made._scratch["f.db"], made.Model.Metadata, new IndexWriting(), token);
        await made.Index.SetRootsAsync(made.Index.Roots.With(new ImageRoot { Name = Root, Path = made.Folder }));
        foreach ((string path, byte[] file) in pictures) await made.AddAsync(path, file);
        return made;
    }

    /// <summary>Random colours.</summary>
    public static byte[] Noise(int width, int height, int seed)
    {
        byte[] values = new byte[width * height * 3];
        new Random(seed).NextBytes(values);
        return Encode(values, width, height);
    }

    /// <summary>One colour, in the format that the suffix names.</summary>
    public static byte[] Plain(int width, int height, byte red, byte green, byte blue, string suffix = ".png", int orientation = 1)
    {
        byte[] values = new byte[width * height * 3];
        for (int i = 0; i < values.Length; i += 3) (values[i], values[i + 1], values[i + 2]) = (red, green, blue);
        return Encode(values, width, height, suffix, orientation);
    }

    /// <summary>[height, width, 3] bytes as a picture file.</summary>
    public static byte[] Encode(byte[] values, int width, int height, string suffix = ".png", int orientation = 1)
    {
        using Image image = DrawnPicture.Of(values, width, height, bands: 3);
        return image.Mutate(m => m.Set(GValue.GIntType, "orientation", orientation)).WriteToBuffer(suffix);
    }

    /// <summary>Writes a file and its record.</summary>
    public async Task AddAsync(string path, byte[] file)
    {
        string full = PathOf(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        await File.WriteAllBytesAsync(full, file, TestContext.Current.CancellationToken);
        Picture picture = new PictureReader { Fit = Model.Metadata.Preprocessing.Fit }.Read(file, path, Model.Metadata.Preprocessing.Shape);
        float[] latent = new float[Encoder.Description.LatentSize];
        Encoder.Encode(picture.Pixels, 1, latent);
        var record = new ImageRecord
        {
            Key = $"{Root}/{path}",
            Set = Root,
            Path = path,
            Size = file.Length,
            Modified = new DateTimeOffset(File.GetLastWriteTimeUtc(full), TimeSpan.Zero),
            Width = picture.SourceWidth,
            Height = picture.SourceHeight,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 16)),
            Vector = latent,
        };
        await Index.UpsertAsync(record);
    }

    public void Dispose()
    {
        Index.Dispose();
        Encoder.Dispose();
        _scratch.Dispose();
    }
}
