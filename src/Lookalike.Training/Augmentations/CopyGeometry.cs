namespace Lookalike.Training.Augmentations;

/// <summary>
/// Where each place of a copy lies in its image: cut, mirrored, turned, slanted, seen from a little above or below. Places run from -1 to 1 over either side.
/// </summary>
internal sealed class CopyGeometry
{
    /// <summary>The shares of the copies that are turned, that lean, that are cut alike on both sides, and that are not cut.</summary>
    private const double Turned = 0.5, Leaning = 0.2, CutAlike = 0.3, Whole = 0.25;

    /// <summary>How far a leaning copy narrows towards its top or bottom, at most.</summary>
    private const double Lean = 0.2;

    /// <summary>
    /// Images were stretched from pictures of any shape, in which a turn is a turn; of which shape a copy's picture was is drawn, from upright to wide.
    /// </summary>
    private const double Upright = 0.6, Wide = 1.7;

    private readonly float _xx, _xy, _yx, _yy, _moveX, _moveY, _lean;

    /// <summary>Draws one.</summary>
    /// <param name="ranges">How far it may go.</param>
    /// <param name="random">The copy's stream.</param>
    public CopyGeometry(Augmentation ranges, ref CopyRandom random)
    {
        float width = random.Between(1 - ranges.Crop, 1), height = random.Between(1 - ranges.Crop, 1), shape = random.Factor(Upright, Wide);
        if (random.Happens(CutAlike)) height = width;
        if (random.Happens(Whole)) width = height = 1;
        float logScale = (float)Math.Log(1 + ranges.Scale);
        float scaleX = width * MathF.Exp(random.Between(-logScale, logScale)), scaleY = height * MathF.Exp(random.Between(-logScale, logScale));
        _moveX = ((1 - width) * random.Between(-1, 1)) + (2 * random.Between(-ranges.Shift, ranges.Shift));
        _moveY = ((1 - height) * random.Between(-1, 1)) + (2 * random.Between(-ranges.Shift, ranges.Shift));
        float mirror = random.Happens(ranges.Flip) ? -1 : 1, shear = random.Between(-ranges.Shear, ranges.Shear);
        float angle = random.Happens(Turned) ? random.Between(-ranges.Rotation, ranges.Rotation) * MathF.PI / 180 : 0;
        (float sine, float cosine) = MathF.SinCos(angle);
        _lean = random.Happens(Leaning) ? random.Between(-Lean, Lean) : 0;

        // In the picture's own shape: turn x slant x cut, the mirror innermost.
        (_xx, _xy) = (cosine * scaleX * mirror, ((shear * cosine) - (sine / shape)) * scaleY);
        (_yx, _yy) = (sine * shape * scaleX * mirror, ((shear * sine * shape) + cosine) * scaleY);
        RepeatsBorder = random.Happens(0.5);
    }

    /// <summary>Whether what lies outside the image is the nearest pixel of its border; else it is black.</summary>
    public bool RepeatsBorder { get; }

    /// <summary>The place in the image.</summary>
    /// <param name="x">-1 to 1, from left to right.</param>
    /// <param name="y">-1 to 1, from top to bottom.</param>
    public (float X, float Y) Source(float x, float y)
    {
        x *= 1 + (_lean * (y + 1) / 2);
        return ((_xx * x) + (_xy * y) + _moveX, (_yx * x) + (_yy * y) + _moveY);
    }
}
