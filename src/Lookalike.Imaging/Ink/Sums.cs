namespace Lookalike.Imaging.Ink;

/// <summary>
/// The sums over all rectangles of a plane that begin at its corner, by which any other is four look-ups (Crow, Summed-area tables for texture
/// mapping, 1984).
/// </summary>
internal sealed class Sums
{
    private readonly double[] _sums;
    private readonly int _width;

    public Sums(Plane plane)
    {
        _width = plane.Width + 1;
        _sums = new double[_width * (plane.Height + 1)];
        for (int y = 0; y < plane.Height; y++)
        {
            double row = 0;
            for (int x = 0; x < plane.Width; x++)
            {
                row += plane.Values[(y * plane.Width) + x];
                _sums[((y + 1) * _width) + x + 1] = _sums[(y * _width) + x + 1] + row;
            }
        }
    }

    /// <summary>The sum of what lies between four edges; of a pixel that is cut, its share.</summary>
    public double Of(double left, double top, double right, double bottom) =>
        Between(right, bottom) - Between(left, bottom) - Between(right, top) + Between(left, top);

    private double Between(double x, double y)
    {
        int left = Math.Min((int)x, _width - 2), top = Math.Min((int)y, (_sums.Length / _width) - 2);
        double across = x - left, down = y - top;
        double above = double.Lerp(Corner(left, top), Corner(left + 1, top), across);
        double below = double.Lerp(Corner(left, top + 1), Corner(left + 1, top + 1), across);
        return double.Lerp(above, below, down);
    }

    private double Corner(int x, int y) => _sums[(y * _width) + x];
}
