namespace Lookalike.Terminals.Parsing;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class NearestWord
{
    /// <summary>The word that takes the fewest slips, or null where none is near.</summary>
    public static string? Of(string misspelt, IEnumerable<string> words) => words
        .Select(word => (Word: word, Slips: Slips(misspelt, word)))
        .Where(w => w.Slips <= Math.Max(1, Math.Min(misspelt.TrimStart('-').Length, w.Word.TrimStart('-').Length) / 2))
        .OrderBy(w => w.Slips)
        .Select(w => w.Word)
        .FirstOrDefault();

    /// <summary>Letters that were left out, added, taken for others, or swapped with the next one.</summary>
    private static int Slips(string a, string b)
    {
        int[,] slips = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i, j] = i + j;
                    continue;
                }

                int minimum = Math.Min(Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                slips[i, j] = swapped ? Math.Min(minimum, slips[i - 2, j - 2] + 1) : minimum;
            }
        }

        return slips[a.Length, b.Length];
    }
}
