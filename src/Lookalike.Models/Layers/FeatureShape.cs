namespace Lookalike.Models.Layers;

/// <summary>The shape of what flows between two layers, without the batch: a map [C,H,W], or a flat vector [C] with height and width 1.</summary>
internal readonly record struct FeatureShape
{
    /// <summary>The most values one image may have between two layers: 64 MiB of float32. A small hostile file cannot ask for more.</summary>
    public const long MaxCount = 1L << 24;

    private FeatureShape(long channels, long height, long width, bool isFlat)
    {
        Channels = channels;
        Height = height;
        Width = width;
        IsFlat = isFlat;
    }

    public long Channels { get; }

    public long Height { get; }

    public long Width { get; }

    public bool IsFlat { get; }

    /// <summary>The number of values; <see cref="long.MaxValue"/> where the product overflows.</summary>
    public long Count => Product(Product(Channels, Height), Width);

    public static FeatureShape Map(long channels, long height, long width) => new(channels, height, width, isFlat: false);

    public static FeatureShape Flat(long size) => new(size, 1, 1, isFlat: true);

    public override string ToString() => IsFlat ? $"[N,{Channels}]" : $"[N,{Channels},{Height},{Width}]";

    /// <summary>The product of two numbers above 0; <see cref="long.MaxValue"/> where it overflows.</summary>
    public static long Product(long left, long right) => left > long.MaxValue / right ? long.MaxValue : left * right;
}
