using Lookalike.Application.Searching;

namespace Lookalike.Web.Queries;

/// <summary>An uploaded picture, and what it was encoded to. Thread-safe.</summary>
/// <param name="token">Its token.</param>
/// <param name="bytes">The file.</param>
/// <param name="expires">When it is forgotten.</param>
internal sealed class StoredQuery(string token, ReadOnlyMemory<byte> bytes, DateTimeOffset expires)
{
    /// <summary>A picture is searched with page after page, and in few parts.</summary>
    private const int MaxEncoded = 8;

    private readonly Lock _gate = new();
    private readonly Queue<(string Model, string Part, SearchQuery Query)> _encoded = new();

    public string Token => token;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public DateTimeOffset Expires => expires;

    /// <summary>What a part of it was encoded to by a model; null where it was not, or that is forgotten.</summary>
    public SearchQuery? Find(string model, string part)
    {
        lock (_gate) return _encoded.FirstOrDefault(entry => entry.Model == model && entry.Part == part).Query;
    }

    /// <summary>Keeps what a part was encoded to.</summary>
    public void Keep(string model, string part, SearchQuery query)
    {
        lock (_gate)
        {
            if (_encoded.Count == MaxEncoded) _encoded.Dequeue();
            _encoded.Enqueue((model, part, query));
        }
    }
}
