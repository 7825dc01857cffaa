using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lookalike.Web.Tests.Security;

/// <summary>A server that fetches what it is told to reaches what its user may not: this one has nothing to fetch with.</summary>
public sealed class NoAddressTests
{
    private static readonly string[] Fetching = ["HttpClient", "HttpMessageInvoker", "SocketsHttpHandler", "WebRequest", "WebClient", "TcpClient", "UdpClient", "Socket", "Dns"];

    [Fact]
    public void Nothing_in_the_library_can_fetch_an_address()
    {
        using var file = new PEReader(File.OpenRead(typeof(LookalikeWebExtensions).Assembly.Location));
        MetadataReader reader = file.GetMetadataReader();
        string[] used = [.. reader.TypeReferences.Select(handle => reader.GetString(reader.GetTypeReference(handle).Name))];

        Assert.Contains("SocketException", used);
        Assert.Empty(used.Intersect(Fetching, StringComparer.Ordinal));
    }
}
