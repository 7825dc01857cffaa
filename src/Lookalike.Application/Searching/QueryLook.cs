using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Searching;

/// <summary>What of a picture is looked at. Immutable.</summary>
/// <param name="Area">The part that is searched for; null for all of it.</param>
/// <param name="Parts">Whether parts of it are searched for as well.</param>
/// <param name="MaxPixels">The most pixels that the picture may have, 1 and up.</param>
internal sealed record QueryLook(PictureArea? Area = null, bool Parts = false, long MaxPixels = PictureReader.DefaultMaxPixels);
