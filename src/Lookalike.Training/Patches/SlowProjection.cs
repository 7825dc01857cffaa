using System.Numerics.Tensors;

namespace Lookalike.Training.Patches;

/// <summary>
/// Directions of the sparse code in which the patches of one image agree and images differ: the generalised eigenvectors of the covariance between
/// images and that of patches (Chen, Paiton and Olshausen, The sparse manifold transform, 2018, with the image in the place of the moving
/// object's time). Immutable, so thread-safe.
/// </summary>
internal sealed class SlowProjection
{
    /// <summary>
    /// The first directions, which are dropped: tone and cast of colour, in which all patches of an image agree most of all and which say least of
    /// what it shows.
    /// </summary>
    public const int ToneDirections = 8;

    /// <summary>What is added to the covariance of patches, of its mean diagonal: directions that hardly a patch has do not win.</summary>
    private const double Regularisation = 1e-4;

    private readonly float[] _rows; // (entries, Directions): what an entry adds
    private readonly float[] _bias; // (Directions): so that the mean code is zero

    private SlowProjection(float[] rows, float[] bias, float[] signs) => (_rows, _bias, Signs) = (rows, bias, signs);

    /// <summary>Values of a projected code.</summary>
    public int Directions => Signs.Length;

    /// <summary>[<see cref="Directions"/>]: 1 where mirroring the patch keeps the value, -1 where it turns its sign.</summary>
    public float[] Signs { get; }

    /// <summary>Solves for the directions.</summary>
    /// <param name="statistics">What was counted.</param>
    /// <param name="directions">How many to keep, from 1; fewer where the dictionary is small.</param>
    public static SlowProjection Fit(MatchStatistics statistics, int directions)
    {
        int half = statistics.Half, entries = 2 * half;
        int dropped = Math.Min(ToneDirections, entries / 4), kept = Math.Min(directions, entries - dropped);
        double[,] even = statistics.Within(1), odd = statistics.Within(-1);
        double trace = 0;
        for (int i = 0; i < half; i++) trace += even[i, i] + odd[i, i];
        double added = Math.Max(trace / entries * Regularisation, 1e-12); // plain images leave nothing but this
        for (int i = 0; i < half; i++) (even[i, i], odd[i, i]) = (even[i, i] + added, odd[i, i] + added);

        int maximum = Math.Min(half, dropped + kept);
        EigenBasis evens = EigenBasis.Of(statistics.Between(1), even, maximum), odds = EigenBasis.Of(statistics.Between(-1), odd, maximum);
        (EigenBasis Basis, int Place, int Sign)[] chosen =
        [
            .. Enumerable.Range(0, maximum).Select(place => (evens, place, 1)).Concat(Enumerable.Range(0, maximum).Select(place => (odds, place, -1)))
                .OrderByDescending(c => c.Item1.Values[c.place]).Skip(dropped).Take(kept),
        ];
        return Assemble(statistics.Mean(), chosen);
    }

    /// <summary>The projected code of a patch.</summary>
    /// <param name="entries">What it is like.</param>
    /// <param name="code">Receives [<see cref="Directions"/>].</param>
    public void Project(ReadOnlySpan<ushort> entries, Span<float> code)
    {
        _bias.CopyTo(code);
        foreach (ushort entry in entries) TensorPrimitives.Add(code, _rows.AsSpan(entry * code.Length, code.Length), code);
    }

    private static SlowProjection Assemble(double[] mean, (EigenBasis Basis, int Place, int Sign)[] chosen)
    {
        int half = mean.Length, count = chosen.Length;
        float[] rows = new float[2 * half * count], bias = new float[count];
        for (int direction = 0; direction < count; direction++)
        {
            (EigenBasis basis, int place, int sign) = chosen[direction];
            double offset = 0;
            for (int entry = 0; entry < half; entry++)
            {
                double value = basis.Vectors[(place * half) + entry] / Math.Sqrt(2); // (u, u) and (u, -u) are twice as long, squared, as u
                rows[(entry * count) + direction] = (float)value;
                rows[((half + entry) * count) + direction] = (float)(sign * value);
                offset -= mean[entry] * value * (1 + sign);
            }

            bias[direction] = (float)offset;
        }

        return new SlowProjection(rows, bias, [.. chosen.Select(c => (float)c.Sign)]);
    }
}
