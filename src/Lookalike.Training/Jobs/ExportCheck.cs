using System.Numerics.Tensors;
using Lookalike.Core;
using Lookalike.Models;

namespace Lookalike.Training.Jobs;

/// <summary>Proves that a model file computes what was trained.</summary>
internal static class ExportCheck
{
    /// <summary>Compares ONNX Runtime with TorchSharp.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="pixels">[count, C, H, W].</param>
    /// <param name="latents">[count, d]: what TorchSharp makes of them.</param>
    /// <param name="reconstructions">[count, C, H, W]: what it draws of them.</param>
    /// <exception cref="TrainingException">They differ by more than <see cref="TrainingJob.MaxExportDifference"/>.</exception>
    public static void Verify(ModelFile model, float[] pixels, float[] latents, float[] reconstructions)
    {
        int count = latents.Length / model.Metadata.LatentSize;
        float[] encoded = new float[latents.Length], decoded = new float[reconstructions.Length];
        model.Encode(pixels, count, encoded);
        model.Reconstruct(pixels, count, decoded);
        Check("latents", encoded, latents);
        Check("reconstructions", decoded, reconstructions);

        void Check(string what, float[] found, float[] expected)
        {
            // Latents have any size, and the rounding of a sum grows with it.
            double allowed = TrainingJob.MaxExportDifference * Math.Max(1, Math.Abs(TensorPrimitives.MaxMagnitude<float>(expected)));
            double difference = Largest(found, expected);

            // Written so that a difference that is not a number fails too.
            if (difference <= allowed) return;
            throw new TrainingException(
                $"The exported model's {what} differ from the trained one's by {difference:g3} on {count} images; expected at most {allowed:g3}. "
                + "No model was written; the checkpoint is kept. Try the export again from it.")
            {
                Remedy = new Remedy(RemedyKind.ResumeTraining),
            };
        }

        static double Largest(float[] found, float[] expected)
        {
            double largest = 0;
            for (int i = 0; i < found.Length; i++)
            {
                double distance = Math.Abs((double)found[i] - expected[i]);
                if (!(distance <= largest)) largest = distance;
            }

            return largest;
        }
    }
}
