namespace Lookalike.Imaging;

/// <summary>The shape of a model's input: how many channels, and how many pixels down and across. Immutable.</summary>
public sealed class PixelShape : IEquatable<PixelShape>
{
    /// <summary>The largest height and width, in pixels.</summary>
    public const int MaxSide = 8192;

    /// <summary>Makes a shape.</summary>
    /// <param name="channels">1 (grey) or 3 (red, green, blue).</param>
    /// <param name="height">Rows, 1..<see cref="MaxSide"/>.</param>
    /// <param name="width">Columns, 1..<see cref="MaxSide"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public PixelShape(int channels, int height, int width)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 channel (grey) or 3 (red, green, blue).");
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        Channels = channels;
        Height = height;
        Width = width;
    }

    /// <summary>1 (grey) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    /// <summary>Values in one picture: channels x height x width.</summary>
    public int Count => Channels * Height * Width;

    /// <summary>Whether two shapes are equal, or both null.</summary>
    public static bool operator ==(PixelShape? left, PixelShape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(PixelShape? left, PixelShape? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(PixelShape? other) =>
        other is not null && Channels == other.Channels && Height == other.Height && Width == other.Width;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PixelShape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Channels, Height, Width);

    /// <summary>Channels, height and width, as in <c>1x28x28</c>.</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
