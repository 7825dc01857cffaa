using System.Security.Cryptography;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;
using Lookalike.Models.Running;

namespace Lookalike.Models.Importing;

/// <summary>
/// Makes a model file of somebody else's image encoder. What its file says is taken from there, what running it shows is found so, and the rest -
/// mean and deviation, range, order of the channels - is said by whoever knows the encoder (docs/decisions/0031-imported-encoders.md).
/// </summary>
internal static class ModelImport
{
    /// <summary>Imports an encoder.</summary>
    /// <param name="path">An ONNX file of at most 1 GiB. It may be hostile.</param>
    /// <param name="settings">What is said of it.</param>
    /// <exception cref="ModelFileException">It is no encoder of images, something of it is refused, or more must be said of it.</exception>
    public static ImportedEncoder Read(string path, ImportSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelFaults faults = ModelFaults.OfForeign(path);
        return Read(FileBytes.Read(path, ModelFile.MaxLength, faults), Path.GetFileName(path), settings, faults);
    }

    private static ImportedEncoder Read(byte[] file, string name, ImportSettings settings, ModelFaults faults)
    {
        ModelProto model = OnnxModelReader.Parse(file, faults);
        if (model.MetadataProps.Any(static p => p.Key == OnnxNames.SchemaKey))
            throw faults.At("file", "an ONNX file of another program", "a model file of Lookalike", "Use it as it is.");
        ForeignGraph whole = ForeignGraph.Of(model, faults);
        string output = OutputChoice.Of(whole, settings.Output, faults);
        ForeignGraph graph = whole.For(output);
        EncoderGraph encoder = new(graph, output, settings, (model.IrVersion, GraphInspection.OperatorSetOf(model, faults)));
        (ForeignInput input, OnnxProbe.Seen seen) = Probe(encoder, ForeignInput.Find(graph, settings, faults), faults);
        LatentShape latent = LatentShape.Of(seen.Shape, input, settings.Tokens, faults);
        ImportRecipe recipe = new(name, Convert.ToHexStringLower(SHA256.HashData(file)), input, output, latent);
        ModelFile made = Make(single: false);
        bool takesBatches = ImportTrial.TakesBatches(made);
        if (!takesBatches) made = Make(single: true);
        ImportTrial.Require(made, faults);
        return new ImportedEncoder { Model = made, Input = input, Output = output, Latent = latent, TakesBatches = takesBatches };

        ModelFile Make(bool single)
        {
            Preprocessing preprocessing = new() { Channels = input.Channels, Height = input.Height, Width = input.Width, Fit = settings.Fit };
            ModelProto written = encoder.Write(input, latent, seen.ElementType, single);
            return ModelFile.CreateImported(written, preprocessing, latent.Size, recipe.Write(settings), faults);
        }
    }

    /// <summary>Runs the graph in each way in which it may take a picture, until one of them works.</summary>
    private static (ForeignInput Input, OnnxProbe.Seen Seen) Probe(EncoderGraph encoder, IReadOnlyList<ForeignInput> ways, ModelFaults faults)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return (ways[i], OnnxProbe.Run(encoder.WriteOpen(ways[i]), ways[i].Shape, faults));
            }
            catch (ModelFileException) when (i + 1 < ways.Count)
            {
                // The other layout may fit.
            }
        }
    }
}
