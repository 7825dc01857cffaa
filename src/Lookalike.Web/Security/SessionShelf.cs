using Lookalike.Web.Settings;

namespace Lookalike.Web.Security;

/// <summary>
/// The sessions that keys were exchanged for, so that a page keeps no key: as hashes, in memory and nowhere else, each for a while. The oldest makes room
/// for a new one. Thread-safe.
/// </summary>
internal sealed class SessionShelf(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Hash, AccessRight Right, DateTimeOffset Expires)> _sessions = [];

    /// <summary>Begins a session.</summary>
    /// <param name="right">What it allows: what its key does.</param>
    /// <returns>Its secret, which is nowhere else.</returns>
    public string Begin(AccessRight right)
    {
        string secret = ApiKey.New();
        lock (_gate)
        {
            DropExpired();
            if (_sessions.Count == Bounds.Sessions) _sessions.RemoveFirst();
            _sessions.AddLast((ApiKey.HashOf(secret), right, time.GetUtcNow() + Bounds.SessionLife));
        }

        return secret;
    }

    /// <summary>What a session allows; null where there is none of this secret, or no longer.</summary>
    public AccessRight? Find(string secret)
    {
        string hash = ApiKey.HashOf(secret);
        lock (_gate)
        {
            DropExpired();
            foreach ((string known, AccessRight right, _) in _sessions)
            {
                if (known == hash) return right;
            }
        }

        return null;
    }

    /// <summary>Ends a session, if there is one of this secret.</summary>
    public void End(string secret)
    {
        string hash = ApiKey.HashOf(secret);
        lock (_gate)
        {
            for (LinkedListNode<(string Hash, AccessRight, DateTimeOffset)>? session = _sessions.First; session is not null; session = session.Next)
            {
                if (session.Value.Hash != hash) continue;
                _sessions.Remove(session);
                return;
            }
        }
    }

    private void DropExpired()
    {
        while (_sessions.First is { } first && first.Value.Expires <= time.GetUtcNow()) _sessions.RemoveFirst();
    }
}
