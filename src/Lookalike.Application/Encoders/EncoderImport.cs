using System.Diagnostics;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Importing;

namespace Lookalike.Application.Encoders;

/// <summary>Makes a model file of somebody else's encoder, and measures how fast it is here.</summary>
internal static class EncoderImport
{
    /// <summary>How many images are encoded at a time while it is measured, at most: as many as a folder has at hand at once.</summary>
    private const int Images = 16;

    /// <summary>How often: the fastest counts, for the machine does other things as well.</summary>
    private const int Runs = 3;

    /// <summary>Imports.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="modelPath">The model file. One that is there already is kept beside it.</param>
    /// <param name="settings">What is said of the encoder.</param>
    /// <exception cref="Models.Faults.ModelFileException">It is refused, more must be said of it, or the model cannot be written.</exception>
    /// <exception cref="IOException">The model that was there cannot be kept.</exception>
    public static ImportReport Run(string path, string modelPath, ImportSettings settings)
    {
        ImportedEncoder made = ModelImport.Read(path, settings);
        double milliseconds = Measure(made.Model);
        PreviousModel.Keep(modelPath);
        made.Model.Save(modelPath);
        return new ImportReport
        {
            Source = path,
            Model = modelPath,
            Input = made.Input.Name,
            Layout = made.Input.ChannelsLast ? "NHWC" : "NCHW",
            Colour = made.Input.Channels == 1 ? "grey" : settings.BlueFirst ? "bgr" : "rgb",
            Height = made.Input.Height,
            Width = made.Input.Width,
            Output = made.Output,
            Latent = made.Latent.Text,
            LatentSize = made.Latent.Size,
            UnitLength = settings.UnitLength,
            TakesBatches = made.TakesBatches,
            MillisecondsPerImage = milliseconds,
            Fingerprint = made.Model.Metadata.Fingerprint,
        };
    }

    private static double Measure(ModelFile model)
    {
        using IImageEncoder encoder = model.OpenEncoder();
        int images = Math.Min(Images, encoder.BatchSize);
        byte[] pixels = new byte[images * model.Metadata.PixelCount];
        new Random(1).NextBytes(pixels);
        float[] latents = new float[images * model.Metadata.LatentSize];
        encoder.Encode(pixels, images, latents); // the first run prepares the memory of those that follow
        double fastest = double.PositiveInfinity;
        for (int i = 0; i < Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            encoder.Encode(pixels, images, latents);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return fastest / images;
    }
}
