using System.Buffers.Text;
using System.Security.Cryptography;
using Lookalike.Web.Faults;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Queries;

/// <summary>
/// The uploaded pictures, in memory and nowhere else: so many, of so many bytes together, each for a while. The oldest makes room for a new one.
/// Thread-safe.
/// </summary>
internal sealed class QueryShelf(TimeProvider time)
{
    private const int TokenBytes = 16;

    private readonly Lock _gate = new();
    private readonly LinkedList<StoredQuery> _queries = [];
    private long _bytes;

    /// <summary>Keeps a picture.</summary>
    /// <param name="bytes">The file. Retained.</param>
    public StoredQuery Add(ReadOnlyMemory<byte> bytes)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var query = new StoredQuery(token, bytes, time.GetUtcNow() + Bounds.QueryLife);
        lock (_gate)
        {
            DropExpired();
            _queries.AddLast(query);
            _bytes += bytes.Length;
            while (_queries.Count > Bounds.Queries || (_bytes > Bounds.QueryBytes && _queries.Count > 1)) DropFirst();
        }

        return query;
    }

    /// <summary>Finds a picture.</summary>
    /// <exception cref="ProblemException">It is not there, or no longer.</exception>
    public StoredQuery Get(string token)
    {
        lock (_gate)
        {
            DropExpired();
            return _queries.FirstOrDefault(query => query.Token == token) ?? throw new ProblemException(
                ProblemType.UnknownQuery,
                $"There is no uploaded picture of this token, or no longer: they are kept for {Bounds.QueryLife.TotalMinutes:0} minutes. Upload it again.");
        }
    }

    private void DropExpired()
    {
        while (_queries.First is { } first && first.Value.Expires <= time.GetUtcNow()) DropFirst();
    }

    private void DropFirst()
    {
        _bytes -= _queries.First!.Value.Bytes.Length;
        _queries.RemoveFirst();
    }
}
