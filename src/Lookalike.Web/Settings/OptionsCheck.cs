namespace Lookalike.Web.Settings;

/// <summary>Refuses options that cannot be, before anything is served by them.</summary>
internal static class OptionsCheck
{
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static void Require(LookalikeWebOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.ModelPath);
        ArgumentException.ThrowIfNullOrEmpty(options.IndexPath);
        ArgumentNullException.ThrowIfNull(options.Datasets);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxUploadBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPixels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxDecodeTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSearches, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxWaitingSearches);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxThumbnailBytes);
        foreach ((string hash, AccessRight right) in options.Keys)
        {
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
                throw new ArgumentException("The hash of a key is no SHA-256: expected 64 hexadecimal digits.", nameof(options));
            if (!Enum.IsDefined(right)) throw new ArgumentOutOfRangeException(nameof(options), right, "A key allows to read, or to change.");
        }
    }
}
