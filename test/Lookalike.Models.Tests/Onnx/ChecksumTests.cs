using Lookalike.Models.Faults;

namespace Lookalike.Models.Tests.Onnx;

public sealed class ChecksumTests
{
    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        byte[] bytes = SampleModels.Create().Content.ToArray();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<ModelFileException>(() => ModelFile.Read(bytes, "flipped"));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        byte[] bytes = SampleModels.Create().Content.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            ModelFileException e = Assert.Throws<ModelFileException>(() => ModelFile.Read(bytes.AsMemory(0, length), "short"));
            Assert.Contains($"offset {Math.Max(0, length - 88)}", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_after_the_checksum_are_noticed()
    {
        Assert.Throws<ModelFileException>(() => ModelFile.Read((byte[])[.. SampleModels.Create().Content.Span, 0], "long"));
    }

    [Fact]
    public void Damage_names_the_file_both_checksums_and_the_remedy()
    {
        byte[] bytes = SampleModels.Create().Content.ToArray();
        bytes[100] ^= 1;

        ModelFileException e = Assert.Throws<ModelFileException>(() => ModelFile.Read(bytes, "a.onnx"));

        Assert.Matches("^a.onnx: checksum: expected [0-9a-f]{64}, found [0-9a-f]{64}. It was damaged or changed after it was written; copy it again from its source.$", e.Message);
    }
}
