using System.Buffers.Binary;

namespace Lookalike.Application.Tests.Health;

/// <summary>Writes pictures: BMP files of random colours.</summary>
internal static class Bitmap
{
    private const int HeaderBytes = 54;

    public static void Write(string path, int seed, int width = 8, int height = 8)
    {
        int rowBytes = (width * 3) + (-(width * 3) & 3);
        byte[] file = new byte[HeaderBytes + (rowBytes * height)];
        new Random(seed).NextBytes(file.AsSpan(HeaderBytes));
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        Put(2, file.Length);
        Put(10, HeaderBytes);
        Put(14, 40);
        Put(18, width);
        Put(22, height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        Put(34, rowBytes * height);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);

        void Put(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
    }
}
