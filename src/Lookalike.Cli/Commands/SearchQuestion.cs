using Lookalike.Imaging;

namespace Lookalike.Cli;

/// <summary>Which images a call of <c>search</c> names, and how they become queries.</summary>
internal sealed class SearchQuestion
{
    /// <summary>Paths of pictures, or <see cref="StandardInput.Mark"/>.</summary>
    public required IReadOnlyList<string> Pictures { get; init; }

    /// <summary>The part of the one picture that is searched for; null for all of it.</summary>
    public required PictureArea? Area { get; init; }

    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Paths of pictures or keys of indexed images that the hits shall not look like.</summary>
    public required IReadOnlyList<string> Negatives { get; init; }

    /// <summary>Whether all images are one query.</summary>
    public required bool Mean { get; init; }

    public required int? Sample { get; init; }

    public required int Seed { get; init; }

    /// <summary>The most pixels that a picture may have: those that are searched for, and those that are drawn.</summary>
    public required long MaxPixels { get; init; }

    public IEnumerable<string> NegativePictures => Negatives.Where(IsPicture);

    public IEnumerable<string> NegativeKeys => Negatives.Where(n => !IsPicture(n));

    /// <summary>Refuses what does not fit together.</summary>
    /// <exception cref="UsageException">It does not.</exception>
    public void Require()
    {
        bool named = Pictures.Count + Keys.Count > 0;
        if (named == Sample is not null)
        {
            throw new UsageException(
                named ? "search takes either pictures and --key with keys, or --sample with a number, not both."
                : Negatives.Count > 0 ? "--not says what hits shall not look like; say with a picture or --key what they shall look like."
                : "search needs something to search with: pictures, --key with keys of indexed images, or --sample with a number.");
        }

        if (Sample is not null && Mean) throw new UsageException("--mean makes one query of the pictures and of --key; images drawn by --sample are queries of their own.");
        if (Area is not null && Pictures.Count != 1) throw new UsageException($"--crop cuts a part out of one picture, found {Pictures.Count}. Search with one picture at a time, or without --crop.");
        if (Sample is not null && Negatives.Count > 0) throw new UsageException("--not goes with pictures and --key, not with --sample.");
        if (Pictures.Concat(Negatives).Count(p => p == StandardInput.Mark) > 1)
            throw new UsageException("Standard input holds one picture: '-' may be given once.");
    }

    private static bool IsPicture(string text) => text == StandardInput.Mark || File.Exists(text);
}
