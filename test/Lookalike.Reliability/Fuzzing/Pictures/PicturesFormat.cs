using Lookalike.Imaging;
using Lookalike.Imaging.Camera;
using Lookalike.Imaging.Reading;
using Lookalike.Reliability.Fuzzing.Mutations;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>Pictures of one format: changed bytes, and where the format is made of parts, parts left out, doubled, swapped, changed, taken from another.</summary>
internal sealed class PicturesFormat(string name) : FuzzFormat
{
    private static readonly PixelShape Shape = new(3, 16, 16);

    private readonly PictureReader _reader = new();
    private byte[][] _seeds = [];

    public override string Name => name;

    public override void Prepare(string folder)
    {
        PictureReader.Prepare();
        CameraPictures.Enable();
        _seeds = PictureSeeds.Of(name);
    }

    public override FuzzInput Make(Random random)
    {
        byte[] seed = _seeds[random.Next(_seeds.Length)];
        if (PictureParts.For(name) is { } parts && random.Next(2) == 0)
        {
            byte[] mutated = PartMutator.Mutate(random, parts, seed, _seeds, out string done);
            return new FuzzInput { Bytes = mutated, Change = done, Seed = seed, ChecksumRemade = true };
        }

        return new FuzzInput { Bytes = ByteMutator.Mutate(random, seed, _seeds, out string change), Change = change, Seed = seed };
    }

    public override Outcome Try(FuzzInput input)
    {
        // Both ways to settle what is not said by the picture: a model with a background and one without.
        byte? background = input.Bytes.Length % 2 == 0 ? (byte)0 : null;
        Picture picture = _reader.Read(input.Bytes, "fuzz", Shape, background);
        if (picture.Pixels.Length != Shape.Count) return Outcome.Silent($"{picture.Pixels.Length} values for {Shape.Count}");
        if (picture.SourceWidth < 1 || picture.SourceHeight < 1) return Outcome.Silent($"a picture of {picture.SourceWidth}x{picture.SourceHeight}");
        if (input.IsSeed) return Outcome.Same;
        if (picture.Pixels.AsSpan().SequenceEqual(_reader.Read(input.Seed, "seed", Shape, background).Pixels)) return Outcome.Same;
        return name == "png" && PngChunks.HasWrongChecksum(input.Bytes) ? Outcome.Silent("other pixels, though the checksum of a chunk is wrong") : Outcome.Legal;
    }
}
