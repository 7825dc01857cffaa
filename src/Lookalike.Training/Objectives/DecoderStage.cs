using Lookalike.Training.Data;
using Lookalike.Training.Features;
using Lookalike.Training.Networks;
using Lookalike.Training.Results;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>The last stage of the objectives whose encoder does not learn by drawing: the decoder alone learns to draw from finished latents.</summary>
internal static class DecoderStage
{
    /// <summary>Values of the detail.</summary>
    public const int DetailSize = 32;

    private const string Name = "decoder";
    private const int UsualBatch = 500;

    /// <summary>The stage.</summary>
    /// <param name="encoder">The finished stage whose encoder it keeps.</param>
    /// <param name="context">What it works on.</param>
    public static TrainingStage After(int encoder, TrainingContext context) => new()
    {
        Name = Name,
        Kind = StageKind.Decoder,
        Epochs = context.Recipe.DecoderEpochs,
        LearningRate = context.Recipe.LearningRate,
        StartsFrom = encoder,
        Begin = _ => Loss(context.Images, context.Autoencoder),
        Finish = _ => new StageResult { Stage = Name },
    };

    /// <summary>The loss of a decoder that draws from what the model file's encoder will give it.</summary>
    /// <param name="images">The images, encoded here once; they stay the caller's.</param>
    /// <param name="autoencoder">The network; it stays the caller's. Its latent mean is set here.</param>
    public static StageLoss Loss(ImageBatches images, Autoencoder autoencoder)
    {
        int size = autoencoder.LatentSize;
        float[] latents = LatentCodes.Encode(autoencoder, images);
        double[] mean = LatentCodes.Mean(latents, size);
        autoencoder.SetLatentMean([.. mean.Select(m => (float)m)]);
        LatentCodes.CentreAndNormalise(latents, mean);
        using var scope = NewDisposeScope();
        (Tensor weights, Tensor bias) = PixelComponents.Fit(images, autoencoder.DetailSize);
        autoencoder.SetDetail(weights, bias);
        Tensor codes = Codes(LatentCodes.ToTensor(latents, size, images.Device), images, autoencoder);
        return new StageLoss { Codes = codes.DetachFromDisposeScope(), Of = step => step.PixelError! };
    }

    /// <summary>(N, latent) -> (N, latent + detail).</summary>
    private static Tensor Codes(Tensor latents, ImageBatches images, Autoencoder autoencoder)
    {
        using var noGradient = no_grad();
        ForwardPass pass = autoencoder.Begin(training: false);
        var codes = new List<Tensor>();
        int size = images.Chunk(UsualBatch);
        for (int start = 0; start < images.Count; start += size)
        {
            int count = Math.Min(size, images.Count - start);
            codes.Add(autoencoder.Code(latents.narrow(0, start, count), images.Slice(start, count), pass));
        }

        return cat(codes);
    }
}
