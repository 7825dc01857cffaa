namespace Lookalike.Imaging.Ink;

/// <summary>Pixels of ink that touch one another, sides or corners.</summary>
internal sealed record InkPatch(int Number, int Left, int Top, int Right, int Bottom, double Energy)
{
    /// <summary>The longer side of the box around it, in pixels.</summary>
    public int Side => Math.Max(Right - Left, Bottom - Top);

    /// <summary>Finds all.</summary>
    /// <param name="map">The strength of ink.</param>
    /// <param name="level">What is stronger is ink.</param>
    /// <param name="edges">The edges of the map.</param>
    /// <param name="patchOf">Receives the number of each pixel's patch, from 1; 0 for the sheet. All zeros before.</param>
    public static List<InkPatch> All(Plane map, float level, InkEdges edges, int[] patchOf)
    {
        var patches = new List<InkPatch>();
        var open = new Stack<int>();
        for (int start = 0; start < patchOf.Length; start++)
        {
            if (patchOf[start] != 0 || map.Values[start] <= level) continue;
            int number = patches.Count + 1, left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
            double energy = 0;
            patchOf[start] = number;
            open.Push(start);
            while (open.TryPop(out int pixel))
            {
                int x = pixel % map.Width, y = pixel / map.Width;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                energy += edges.Energy.Values[pixel];
                for (int ny = Math.Max(0, y - 1); ny <= Math.Min(map.Height - 1, y + 1); ny++)
                {
                    for (int nx = Math.Max(0, x - 1); nx <= Math.Min(map.Width - 1, x + 1); nx++)
                    {
                        int next = (ny * map.Width) + nx;
                        if (patchOf[next] != 0 || map.Values[next] <= level) continue;
                        patchOf[next] = number;
                        open.Push(next);
                    }
                }
            }

            patches.Add(new InkPatch(number, left, top, right, bottom, energy));
        }

        return patches;
    }

    /// <summary>Whether it reaches the border of the sheet.</summary>
    public bool Touches(Plane map) => Left == 0 || Top == 0 || Right == map.Width || Bottom == map.Height;

    /// <summary>Whether it reaches from border to border.</summary>
    public bool Crosses(Plane map) => (Left == 0 && Right == map.Width) || (Top == 0 && Bottom == map.Height);

    /// <summary>Pixels between its box and another, the longer of across and down.</summary>
    public int Gap(InkPatch other) => Math.Max(
        Math.Max(0, Math.Max(other.Left - Right, Left - other.Right)),
        Math.Max(0, Math.Max(other.Top - Bottom, Top - other.Bottom)));

    /// <summary>The box around both.</summary>
    public InkPatch With(InkPatch other) => new(
        Number, Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom), Energy + other.Energy);
}
