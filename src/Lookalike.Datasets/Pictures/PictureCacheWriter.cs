using System.IO.Hashing;
using Lookalike.Core.Files;
using Lookalike.Imaging;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Pictures;

/// <summary>Writes a picture cache beside its place, row after row, and gives it its name in the end. Not safe to use from several threads at once.</summary>
internal sealed class PictureCacheWriter : IDisposable
{
    private readonly AtomicFile _file;
    private readonly XxHash128 _hash = new();
    private readonly PixelShape _shape;
    private int _rows;

    /// <param name="path">The name that the file gets in the end.</param>
    /// <param name="shape">The shape of the rows.</param>
    /// <exception cref="DatasetException">The file cannot be made.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public PictureCacheWriter(string path, PixelShape shape)
    {
        try
        {
            _file = AtomicFile.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The picture cache {path} cannot be written: {e.Message} Set LOOKALIKE_DATA to a folder that can be written.", path, e);
        }

        _shape = shape;
        byte[] start = new byte[PictureCacheLayout.FirstRow];
        PictureCacheLayout.Magic.CopyTo(start);
        Put(start);
    }

    /// <summary>Adds the pixels of one picture.</summary>
    /// <returns>Their row.</returns>
    public int Add(ReadOnlySpan<byte> pixels)
    {
        Put(pixels);
        return _rows++;
    }

    /// <summary>Adds the manifest, and puts the file in its place.</summary>
    /// <exception cref="IOException">The disk is full. What was in the place is still there.</exception>
    public void Commit(IReadOnlyList<CachedFile> files, PictureFit fit, long maxPixels)
    {
        using var manifest = new MemoryStream();
        PictureCacheLayout.WriteManifest(manifest, files);
        Put(manifest.GetBuffer().AsSpan(0, (int)manifest.Length));
        Span<byte> footer = stackalloc byte[PictureCacheLayout.FooterLength];
        PictureCacheLayout.WriteFooter(
            footer,
            new PictureCacheHeader { Shape = _shape, Fit = fit, Rows = _rows, Files = files.Count, MaxPixels = maxPixels, ManifestLength = manifest.Length });
        Put(footer[..^PictureCacheLayout.ChecksumLength]);
        _file.Stream.Write(_hash.GetHashAndReset());
        _file.Commit();
    }

    public void Dispose() => _file.Dispose();

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _hash.Append(bytes);
        _file.Stream.Write(bytes);
    }
}
