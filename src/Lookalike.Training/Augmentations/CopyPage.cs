namespace Lookalike.Training.Augmentations;

/// <summary>What a copy lies on, if anything: a frame, bars, the page of a caption, a screen with text. Shares of the side, from the top left.</summary>
internal sealed class CopyPage
{
    private const int Kinds = 5;

    /// <summary>How wide a frame is, how thick bars and captions are, and how much of a screen's height the picture takes.</summary>
    private static readonly (double Low, double High) Frame = (0.03, 0.12), Bar = (0.08, 0.3), Caption = (0.08, 0.25), Screen = (0.3, 0.6);

    private readonly float _left, _top, _right = 1, _bottom = 1, _ink;
    private readonly (float Red, float Green, float Blue) _paper;
    private readonly ulong _text;

    /// <summary>Draws one.</summary>
    /// <param name="ranges">Says how often there is one.</param>
    /// <param name="random">The copy's stream.</param>
    public CopyPage(Augmentation ranges, ref CopyRandom random)
    {
        if (!random.Happens(ranges.Page)) return;
        IsThere = true;
        float light = random.Happens(0.4) ? 1 : random.Happens(0.5) ? 0 : random.Share();
        bool coloured = random.Happens(0.3);
        _paper = (Paper(ref random), Paper(ref random), Paper(ref random));
        _ink = light > 0.5f ? 0 : 1;
        bool written = true;
        switch ((int)(random.Share() * Kinds))
        {
            case 0:
                float frame = random.Between(Frame.Low, Frame.High);
                (_left, _top, _right, _bottom, written) = (frame, frame, 1 - frame, 1 - frame, false);
                break;
            case 1:
                float bar = random.Between(Bar.Low, Bar.High);
                if (random.Happens(0.7)) (_top, _bottom) = (bar, 1 - bar);
                else (_left, _right) = (bar, 1 - bar);
                written = false;
                break;
            case 2:
                _bottom = 1 - random.Between(Caption.Low, Caption.High);
                break;
            case 3:
                _top = random.Between(Caption.Low, Caption.High);
                break;
            default:
                float height = random.Between(Screen.Low, Screen.High);
                _top = random.Between(0.05, 0.95 - height);
                _bottom = _top + height;
                if (random.Happens(0.3)) (_left, _right) = (random.Between(0, 0.1), random.Between(0.9, 1));
                break;
        }

        if (written) _text = random.Bits();

        float Paper(ref CopyRandom drawn) => coloured ? Math.Clamp(light + drawn.Between(-0.1, 0.1), 0, 1) : light;
    }

    /// <summary>Whether there is a page.</summary>
    public bool IsThere { get; }

    /// <summary>Whether a place is of the picture; if so, where it is in it, -1 to 1 over either side.</summary>
    public bool Shows(float x, float y, out (float X, float Y) place)
    {
        place = ((2 * (x - _left) / (_right - _left)) - 1, (2 * (y - _top) / (_bottom - _top)) - 1);
        return x >= _left && x <= _right && y >= _top && y <= _bottom;
    }

    /// <summary>One channel of the page at a pixel, 0..1: strokes as of text where there are any.</summary>
    public float Channel(int channel, int x, int y)
    {
        // Lines of four rows, the first of them empty; which pairs of columns have ink follows from the bits of the text.
        bool ink = (y & 3) != 0 && ((_text >> (((x >> 1) + (y / 4 * 5)) & 63)) & 1) != 0 && ((_text >> ((y / 8) & 63)) & 1) != 0;
        return ink ? _ink : channel switch { 0 => _paper.Red, 1 => _paper.Green, _ => _paper.Blue };
    }
}
