using System.Numerics.Tensors;
using Lookalike.Models.Running;

namespace Lookalike.Application.Drawing;

/// <summary>Shows what a decoder makes of images, and of what lies between two. Thread-safe; the decoder stays the caller's.</summary>
/// <param name="decoder">The decoder.</param>
internal sealed class ImageDrawing(ImageDecoder decoder)
{
    /// <summary>Draws an image anew from what the network keeps of it.</summary>
    /// <param name="pixels">[C,H,W] of the model, 0..255.</param>
    /// <param name="cancellationToken">Ends the drawing early.</param>
    /// <returns>[2,C,H,W]: the image, and the drawing.</returns>
    public byte[] Redraw(ReadOnlySpan<byte> pixels, CancellationToken cancellationToken)
    {
        byte[] pair = new byte[2 * decoder.PixelCount];
        pixels.CopyTo(pair);
        decoder.Decode(decoder.Encode(pixels), count: 1, pair.AsSpan(decoder.PixelCount), cancellationToken);
        return pair;
    }

    /// <summary>Draws what lies on the straight way from one image to another.</summary>
    /// <param name="from">[C,H,W] of the model, 0..255.</param>
    /// <param name="to">The same.</param>
    /// <param name="frames">Drawings, those of the two images among them, 2 and up.</param>
    /// <param name="cancellationToken">Ends the drawing early.</param>
    /// <returns>[frames,C,H,W].</returns>
    public byte[] Walk(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, int frames, CancellationToken cancellationToken)
    {
        float[] codes = Between(decoder.Encode(from), decoder.Encode(to), frames);
        byte[] drawn = new byte[frames * decoder.PixelCount];
        decoder.Decode(codes, frames, drawn, cancellationToken);
        return drawn;
    }

    /// <summary>The codes on the way, [frames, code].</summary>
    private float[] Between(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int frames)
    {
        int size = decoder.CodeSize, latent = decoder.LatentSize;
        float length = (TensorPrimitives.Norm(from[..latent]) + TensorPrimitives.Norm(to[..latent])) / 2;
        float[] codes = new float[frames * size];
        for (int frame = 0; frame < frames; frame++)
        {
            Span<float> code = codes.AsSpan(frame * size, size);
            float share = frame / (frames - 1f);
            for (int i = 0; i < size; i++) code[i] = ((1 - share) * from[i]) + (share * to[i]);

            // On the way through the sphere a latent is shorter than any that the decoder has seen. Between opposite ones there is no way around.
            Span<float> way = code[..latent];
            float found = TensorPrimitives.Norm<float>(way);
            if (decoder.GivesUnitLength && found > 1e-6f * length) TensorPrimitives.Multiply(way, length / found, way);
        }

        return codes;
    }
}
