using System.Text.Json;
using Lookalike.Application.Searching;

namespace Lookalike.Benchmarks;

/// <summary>Whether a server and the library find the same.</summary>
internal static class SameHits
{
    private const int Searches = 200;

    /// <summary>Searches with both.</summary>
    /// <returns>How many searches of how many had the same keys in the same order, at the same distances.</returns>
    public static async Task<string> CountAsync(ServedProgram server, BareLibrary library, string[] keys)
    {
        int same = 0, all = Math.Min(Searches, keys.Length);
        foreach (string key in keys.Take(all))
        {
            JsonElement answer = JsonSerializer.Deserialize<JsonElement>(await server.SearchAsync(key));
            IReadOnlyList<Hit> bare = await library.SearchAsync(key);
            var served = answer.GetProperty("hits").EnumerateArray()
                .Select(hit => (hit.GetProperty("key").GetString()!, hit.GetProperty("distance").GetSingle()));
            if (served.SequenceEqual(bare.Select(hit => (hit.Key, (float)hit.Distance)))) same++;
        }

        return $"{same} of {all} searches";
    }
}
