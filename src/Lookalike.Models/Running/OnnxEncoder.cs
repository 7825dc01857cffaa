using System.Buffers;
using Lookalike.Core.Telemetry;
using Lookalike.Models.Encoders;
using Lookalike.Models.Telemetry;

namespace Lookalike.Models.Running;

/// <summary>The encoder of a model file on ONNX Runtime: each pixel is divided by 255.</summary>
internal sealed class OnnxEncoder(EncoderDescription description, OnnxSession session) : IImageEncoder
{
    public EncoderDescription Description => description;

    public int BatchSize => session.BatchSize;

    public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
    {
        session.Check(pixels.Length, nameof(pixels), count, latents.Length, nameof(latents));
        if (count == 0) return;
        using ToldOperation? told = ModelsTelemetry.Operations.Start("encode");
        told?.Tag(ModelsTelemetry.ImagesTag, count);
        try
        {
            EncodeAll(pixels, count, latents);
            ModelsTelemetry.Encoded.Add(count);
        }
        catch (Exception fault) when (told?.Fail(fault) ?? false)
        {
            throw;
        }
    }

    public void Dispose() => session.Dispose();

    private void EncodeAll(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
    {
        int pixelCount = description.PixelCount, latentSize = description.LatentSize;
        float[] buffer = ArrayPool<float>.Shared.Rent(Math.Min(BatchSize, count) * pixelCount);
        try
        {
            for (int done = 0; done < count;)
            {
                int batch = Math.Min(BatchSize, count - done);
                Span<float> scaled = buffer.AsSpan(0, batch * pixelCount);
                PixelScale.ToNumbers(pixels.Slice(done * pixelCount, batch * pixelCount), scaled);
                session.Run(scaled, batch, latents.Slice(done * latentSize, batch * latentSize));
                done += batch;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
