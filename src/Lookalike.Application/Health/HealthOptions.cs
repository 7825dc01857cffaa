using Lookalike.Core;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Health;

/// <summary>How thoroughly an index is examined.</summary>
public sealed class HealthOptions
{
    /// <summary>The default of <see cref="Sample"/>.</summary>
    public const int DefaultSample = 200;

    /// <summary>How many images are encoded again and compared with their vectors, evenly spread; null for all. At least 0.</summary>
    /// <value>The default is <see cref="DefaultSample"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Sample
    {
        get;
        init
        {
            if (value is { } count) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(value));
            field = value;
        }
    } = DefaultSample;

    /// <summary>Pictures with more pixels are not decoded again: as they were indexed, so they are to be examined. At least 1.</summary>
    /// <value>The default is <see cref="PictureReader.DefaultMaxPixels"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxPixels
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = PictureReader.DefaultMaxPixels;

    /// <summary>Told what is being looked at and how many images of it are done; or null.</summary>
    public IProgress<Progress>? Progress { get; init; }
}
