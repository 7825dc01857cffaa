using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Lookalike.Web.Hosting;

/// <summary>Where a server listens: on this machine alone, or at an address that others reach. Immutable.</summary>
internal sealed class ListenPoint
{
    /// <summary>The port where none is named.</summary>
    public const int UsualPort = 5247;

    private ListenPoint(IPAddress? address, int port) => (Address, Port) = (address, port);

    /// <summary>The address; null for both loopback addresses of this machine.</summary>
    public IPAddress? Address { get; }

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; }

    /// <summary>Whether nobody but this machine reaches it.</summary>
    public bool IsLocal => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>As it is written.</summary>
    public override string ToString() => Address is null
        ? string.Create(CultureInfo.InvariantCulture, $"localhost:{Port}") : new IPEndPoint(Address, Port).ToString();

    /// <summary>Reads <c>localhost:PORT</c>, <c>ADDRESS:PORT</c> or <c>[ADDRESS]:PORT</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ListenPoint? point)
    {
        point = null;
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) return false;
        string host = text[..colon];
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) point = new ListenPoint(address: null, port);
        else if (IsWhole(host) && IPAddress.TryParse(host, out IPAddress? address)) point = new ListenPoint(address, port);
        return point is not null;
    }

    /// <summary>Of the old ways to write an address only the one that nobody misreads: 127.1 is 127.0.0.1 to some.</summary>
    private static bool IsWhole(string host) => host.StartsWith('[') ? host.EndsWith(']') : host.Count(c => c == '.') == 3;
}
