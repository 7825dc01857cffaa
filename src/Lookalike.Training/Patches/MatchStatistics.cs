using System.Numerics.Tensors;
using Lookalike.Search.Projection;

namespace Lookalike.Training.Patches;

/// <summary>
/// How codes vary within images and between them, as though every image were also there mirrored. Mirroring swaps the halves of a code, so its
/// sum over the halves, the even part, and its difference, the odd part, have nothing to do with each other, and each is half as large. Counts are
/// whole numbers, so the order of the images, and with it the number of threads, changes nothing.
/// </summary>
internal sealed class MatchStatistics
{
    /// <summary>Of the patches, which side by side have most pixels in common, one in so many says how codes vary within images.</summary>
    private const int Step = 3;

    private readonly Lock _lock = new();
    private readonly int _half;
    private readonly float[] _even; // (images, half): sum of the halves of an image's mean code
    private readonly float[] _odd; // (images, half): their difference
    private readonly Counts _total;

    /// <summary>Begins with nothing counted.</summary>
    /// <param name="images">The images that will be.</param>
    /// <param name="entries">Entries of the dictionary, even.</param>
    public MatchStatistics(int images, int entries)
    {
        _half = entries / 2;
        _even = new float[images * _half];
        _odd = new float[images * _half];
        _total = new Counts(_half);
    }

    /// <summary>Half the entries.</summary>
    public int Half => _half;

    /// <summary>Counts for one thread.</summary>
    public Counts Begin() => new(_half);

    /// <summary>Counts an image. Threads may do so at once, each with counts of its own.</summary>
    /// <param name="image">Its position, below the number of images.</param>
    /// <param name="matches">What was found in it.</param>
    /// <param name="patches">Its patches.</param>
    /// <param name="counts">The thread's.</param>
    public void Add(int image, PatchMatches matches, int patches, Counts counts)
    {
        Span<float> even = _even.AsSpan(image * _half, _half), odd = _odd.AsSpan(image * _half, _half);
        for (int patch = 0; patch < patches; patch++)
        {
            ReadOnlySpan<ushort> entries = matches.Of(patch);
            foreach (ushort entry in entries)
            {
                bool mirrored = entry >= _half;
                int place = mirrored ? entry - _half : entry;
                even[place]++;
                odd[place] += mirrored ? -1 : 1;
            }

            // Begun elsewhere in each image, so that all rows and columns have their turn.
            if ((patch + image) % Step == 0) counts.Add(entries);
        }

        TensorPrimitives.Divide(even, patches, even);
        TensorPrimitives.Divide(odd, patches, odd);
    }

    /// <summary>Adds a thread's counts to the whole.</summary>
    public void End(Counts counts)
    {
        lock (_lock) _total.Add(counts);
    }

    /// <summary>The mean code of a patch; both halves are the same.</summary>
    /// <returns>[half].</returns>
    public double[] Mean() => Array.ConvertAll(_total.Entries, count => count / (2.0 * Math.Max(_total.Patches, 1)));

    /// <summary>The covariance of images' mean codes.</summary>
    /// <param name="sign">1 for the even part, -1 for the odd one.</param>
    /// <returns>[half, half].</returns>
    public double[,] Between(int sign)
    {
        // The mean of the odd part is 0, because each image is there with its mirror. The basis vectors are (e, e) and (e, -e), of length root 2.
        float[] means = sign > 0 ? _even : _odd;
        double[,] covariance = Covariance.Compute(means, _half, sign > 0 ? Covariance.Mean(means, _half) : new double[_half]);
        for (int i = 0; i < _half; i++)
        {
            for (int j = 0; j < _half; j++) covariance[i, j] /= 2;
        }

        return covariance;
    }

    /// <summary>The covariance of patches' codes.</summary>
    /// <param name="sign">1 for the even part, -1 for the odd one.</param>
    /// <returns>[half, half].</returns>
    public double[,] Within(int sign)
    {
        double[] mean = Mean();
        var covariance = new double[_half, _half];
        double scale = 0.5 / Math.Max(_total.Patches, 1);
        for (int i = 0; i < _half; i++)
        {
            for (int j = 0; j < _half; j++)
            {
                int place = (i * _half) + j;
                covariance[i, j] = ((_total.Same[place] + ((long)sign * _total.Opposite[place])) * scale) - (sign > 0 ? 2 * mean[i] * mean[j] : 0);
            }
        }

        return covariance;
    }

    /// <summary>How often two entries were found in one patch. For one thread.</summary>
    internal sealed class Counts(int half)
    {
        internal int[] Same { get; } = new int[half * half]; // both of one half of the dictionary

        internal int[] Opposite { get; } = new int[half * half]; // one of either half

        internal int[] Entries { get; } = new int[half]; // an entry or its mirror

        internal long Patches { get; private set; }

        internal void Add(ReadOnlySpan<ushort> entries)
        {
            Patches++;
            foreach (ushort first in entries)
            {
                bool mirrored = first >= half;
                int row = mirrored ? first - half : first;
                Entries[row]++;
                int[] lower = mirrored ? Opposite : Same, upper = mirrored ? Same : Opposite;
                foreach (ushort second in entries)
                {
                    if (second < half) lower[(row * half) + second]++;
                    else upper[(row * half) + second - half]++;
                }
            }
        }

        internal void Add(Counts other)
        {
            Patches += other.Patches;
            TensorPrimitives.Add(Same, other.Same, Same);
            TensorPrimitives.Add(Opposite, other.Opposite, Opposite);
            TensorPrimitives.Add(Entries, other.Entries, Entries);
        }
    }
}
