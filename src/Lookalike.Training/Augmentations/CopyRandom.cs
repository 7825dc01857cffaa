using System.Runtime.InteropServices;

namespace Lookalike.Training.Augmentations;

/// <summary>
/// The random draws of one copy: SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014). A stream follows from its seed
/// alone, so copies can be made in any order by any number of threads.
/// </summary>
/// <param name="seed">The seed of the stream.</param>
[StructLayout(LayoutKind.Auto)]
internal struct CopyRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The seed of one copy of many: such as lie next to each other would give streams that overlap, and one draw sets them apart.</summary>
    /// <param name="seed">The seed of all.</param>
    /// <param name="copy">The place of the copy.</param>
    public static ulong Stream(ulong seed, int copy) => new CopyRandom(unchecked(seed + (0xD1B54A32D192ED03 * (ulong)copy))).Bits();

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 to 1, 1 excluded.</summary>
    public float Share() => (Bits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform from a range.</summary>
    public float Between(double low, double high) => (float)(low + ((high - low) * Share()));

    /// <summary>From a range whose halves, as factors, are as likely as each other.</summary>
    public float Factor(double low, double high) => MathF.Exp(Between(Math.Log(low), Math.Log(high)));

    /// <summary>True with a probability.</summary>
    public bool Happens(double probability) => Share() < probability;

    /// <summary>About normal, of mean 0 and variance 1: the sum of four uniform draws.</summary>
    public float Normal()
    {
        ulong bits = Bits();
        float sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return ((sum / 65_536) - 2) * 1.7320508f;
    }
}
