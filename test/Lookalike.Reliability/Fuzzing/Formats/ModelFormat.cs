using System.Text.Json;
using Google.Protobuf;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using Lookalike.Models.Running;
using Lookalike.Reliability.Fuzzing.Mutations;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Model files: changed bytes, changed bytes with the checksum made right, and changed fields with checksum and fingerprint made right.</summary>
internal sealed class ModelFormat : FuzzFormat
{
    private const string FileName = "fuzz.onnx";

    // The last entry: tag and length, key and value with theirs, 64 digits.
    private const int ChecksumLength = 2 + 2 + 18 + 2 + 64;

    private byte[][] _seeds = [];

    public override string Name => "model";

    public override int Share => 10;

    public override void Prepare(string folder) =>
        _seeds = [.. new[] { SampleModel.Create(1), SampleModel.Create(2, colour: true), SampleModel.CreateShuffling(3) }.Select(m => m.Content.ToArray())];

    public override FuzzInput Make(Random random)
    {
        byte[] seed = _seeds[random.Next(_seeds.Length)];
        int way = random.Next(4);
        if (way == 0) return new FuzzInput { Bytes = ByteMutator.Mutate(random, seed, _seeds, out string raw), Change = raw, Seed = seed };
        byte[] body = seed[..^ChecksumLength];
        if (way == 1)
        {
            byte[] changed = ByteMutator.Mutate(random, body, _seeds, out string bytes);
            return new FuzzInput { Bytes = Checksum.Append(changed), Change = $"{bytes}, checksum made right", Seed = seed, ChecksumRemade = true };
        }

        ModelProto model = ModelProto.Parser.ParseFrom(body), other = ModelProto.Parser.ParseFrom(_seeds[random.Next(_seeds.Length)][..^ChecksumLength]);
        string change = MessageMutator.Mutate(random, model, other);
        if (random.Next(4) > 0) MakeFingerprint(model);
        return new FuzzInput { Bytes = Checksum.Append(model.ToByteArray()), Change = $"{change}, checksum and fingerprint made right", Seed = seed, ChecksumRemade = true };
    }

    public override Outcome Try(FuzzInput input)
    {
        ModelFile model = ModelFile.Read(input.Bytes, FileName);
        if (!input.IsSeed && !input.ChecksumRemade) return Outcome.Silent("read, though its checksum is of other bytes");
        using IImageEncoder encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = 1, BatchSize = 1 });
        byte[] pixels = new byte[encoder.Description.PixelCount];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i * 7);
        float[] latent = new float[encoder.Description.LatentSize];
        encoder.Encode(pixels, 1, latent);
        if (!latent.All(float.IsFinite)) return Outcome.Silent("a latent that is not finite");
        return input.IsSeed ? Outcome.Same : Outcome.Legal;
    }

    private static void MakeFingerprint(ModelProto model)
    {
        StringStringEntryProto? fingerprint = model.MetadataProps.FirstOrDefault(p => p.Key == OnnxNames.FingerprintKey);
        StringStringEntryProto? preprocessing = model.MetadataProps.FirstOrDefault(p => p.Key == OnnxNames.PreprocessingKey);
        if (fingerprint is null || preprocessing is null || model.Graph is null) return;
        try
        {
            fingerprint.Value = ModelFingerprint.Of(OnnxGraphReader.Read(model.Graph, new ModelFaults(FileName)), PreprocessingJson.Read(preprocessing.Value));
        }
        catch (Exception fault) when (fault is ModelFileException or JsonException)
        {
            // It is refused before the fingerprint is looked at.
        }
    }
}
