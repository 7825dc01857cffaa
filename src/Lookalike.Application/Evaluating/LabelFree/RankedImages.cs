using Lookalike.Core;
using Lookalike.Datasets;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Images that are ranked, of one shape, from one set or several. Their pixels are read where they lie, be it in a mapped file.</summary>
internal sealed class RankedImages
{
    private readonly (ImageSet Set, int Position)[] _places;

    /// <summary>Names images.</summary>
    /// <param name="places">Where each lies.</param>
    /// <param name="vectors">[images, latent], row-major, as an index holds them; null where there are none.</param>
    public RankedImages((ImageSet Set, int Position)[] places, ReadOnlyMemory<float>? vectors = null) => (_places, Vectors) = (places, vectors);

    /// <summary>How many.</summary>
    public int Count => _places.Length;

    /// <summary>The model's vectors, [images, latent], row-major; null where they have to be made.</summary>
    public ReadOnlyMemory<float>? Vectors { get; }

    /// <summary>[channels, height, width] of one image, 0..255.</summary>
    public ReadOnlySpan<byte> this[int image] => _places[image].Set[_places[image].Position];

    /// <summary>Puts images that are copied among others.</summary>
    /// <param name="copied">The images of which some are copied.</param>
    /// <param name="others">Images that are ranked beside them, or null.</param>
    /// <param name="originals">The positions of those that are copied, ascending, at most <paramref name="maximum"/>.</param>
    /// <param name="maximum">The most images that are ranked; of more, so many are picked, evenly spread, every original among them.</param>
    /// <param name="ranks">Receives the place of each original among the images.</param>
    public static RankedImages Of(ImageSet copied, ImageSet? others, int[] originals, int maximum, out int[] ranks)
    {
        int all = copied.Count + (others?.Count ?? 0);
        int[] picked = [.. Enumerable.Range(0, all)];
        if (all > maximum)
        {
            int[] rest = [.. picked.Except(originals)];
            picked = [.. originals.Concat(EvenSpread.Positions(rest.Length, maximum - originals.Length, offset: 0).Select(i => rest[i])).Order()];
        }

        ranks = [.. originals.Select(original => Array.BinarySearch(picked, original))];
        return new RankedImages([.. picked.Select(i => i < copied.Count ? (copied, i) : (others!, i - copied.Count))]);
    }
}
