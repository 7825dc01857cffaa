using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>Distinct photographs below a folder: none transparent, no two whose difference hashes are alike.</summary>
internal static class PhotographSet
{
    private const int AlikeBits = 6;

    /// <summary>Their paths, in ordinal order.</summary>
    public static string[] Find(string folder)
    {
        PictureDescriptor hash = PictureDescriptor.All.Single(descriptor => descriptor.Name.StartsWith("dHash", StringComparison.Ordinal));
        var kept = new List<(string Path, float[] Hash)>();
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using Image? picture = TryRead(path);
            if (picture is null) continue;
            float[] own = hash.Make(picture);
            if (!kept.Exists(other => other.Hash.Zip(own).Count(bit => bit.First != bit.Second) <= AlikeBits)) kept.Add((path, own));
        }

        return [.. kept.Select(picture => picture.Path)];
    }

    private static Image? TryRead(string path)
    {
        try
        {
            // What Lookalike does not read is not in its index either.
            new PictureReader().Read(path, new PixelShape(3, 8, 8));
            return Alteration.Read(path);
        }
        catch (PictureException e)
        {
            Console.Error.WriteLine(e.Message);
            return null;
        }
    }
}
