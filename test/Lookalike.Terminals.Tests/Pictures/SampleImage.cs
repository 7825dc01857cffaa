using Lookalike.Terminals.Pictures;

namespace Lookalike.Terminals.Tests.Pictures;

/// <summary>Pictures for terminals.</summary>
internal static class SampleImage
{
    /// <summary>A picture of pixels that are given row by row; null where there is nothing to see.</summary>
    public static TerminalImage Of(int width, params (byte, byte, byte)?[] pixels)
    {
        byte[] rgba = [.. pixels.SelectMany(p => p is var (red, green, blue) ? [red, green, blue, byte.MaxValue] : new byte[4])];
        return new TerminalImage(width, pixels.Length / width, rgba, () => [1, 2, 3]);
    }

    /// <summary>Random colours, some of them nothing.</summary>
    public static TerminalImage Random(int width, int height, int seed)
    {
        var random = new Random(seed);
        return Of(width, [.. Enumerable.Range(0, width * height).Select(_ => random.Next(5) == 0 ? null : ((byte, byte, byte)?)(Next(), Next(), Next()))]);

        byte Next() => (byte)random.Next(256);
    }
}
