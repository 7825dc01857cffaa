using System.IO.Compression;

namespace Lookalike.Datasets.Tests.Support;

internal static class Gzip
{
    public static byte[] Pack(byte[] raw)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest)) gzip.Write(raw);
        return packed.ToArray();
    }
}
