using Lookalike.Training.Data;
using Lookalike.Training.Networks;
using Lookalike.Training.Results;

namespace Lookalike.Training.Objectives;

/// <summary>The last stage of the objectives whose encoder does not learn by drawing: the decoder alone learns to draw from finished latents.</summary>
internal static class DecoderStage
{
    private const string Name = "decoder";

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
        return new StageLoss { Latents = LatentCodes.ToTensor(latents, size, images.Device), Of = step => step.PixelError! };
    }
}
