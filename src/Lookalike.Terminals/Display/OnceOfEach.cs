using System.Collections.Concurrent;

namespace Lookalike.Terminals.Display;

/// <summary>Messages of which one of each kind is said, with the number of the others. Thread-safe.</summary>
/// <param name="say">Says one.</param>
internal sealed class OnceOfEach(Action<string> say)
{
    private readonly ConcurrentDictionary<string, (string First, int Count)> _kinds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps a message.</summary>
    public void Add(string kind, string message) => _kinds.AddOrUpdate(kind, (message, 1), (_, known) => (known.First, known.Count + 1));

    /// <summary>Says what was kept, in the order of the kinds.</summary>
    /// <param name="others">Says of how many others of a kind the first message holds, 1 and up.</param>
    public void SayAll(Func<string, int, string> others)
    {
        foreach ((string kind, (string first, int count)) in _kinds.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
            say(count == 1 ? first : $"{first} {others(kind, count - 1)}");
    }
}
