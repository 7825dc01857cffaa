using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Lookalike.Web.Page;

/// <summary>A file of the page, as it is sent. All of them lie in this library: nothing is read from the disk. Immutable.</summary>
internal sealed class PageFile
{
    private const string Prefix = "page/";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
    };

    private PageFile(string path, byte[] bytes)
    {
        (Path, Bytes) = (path, bytes);
        ContentType = Types[System.IO.Path.GetExtension(path)];
        EntityTag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        Gzip = compressed.ToArray();
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PageFile> All { get; } = Read();

    /// <summary>Where it is, below the page.</summary>
    public string Path { get; }

    /// <summary>What is in it.</summary>
    public byte[] Bytes { get; }

    /// <summary>The same, compressed.</summary>
    public byte[] Gzip { get; }

    /// <summary>What it is.</summary>
    public string ContentType { get; }

    /// <summary>Tells it from any other version of it.</summary>
    public EntityTagHeaderValue EntityTag { get; }

    private static List<PageFile> Read()
    {
        Assembly assembly = typeof(PageFile).Assembly;
        var files = new List<PageFile>();
        foreach (string name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files.Add(new PageFile(name[Prefix.Length..], bytes));
        }

        return files;
    }
}
