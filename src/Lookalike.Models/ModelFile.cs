using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Google.Protobuf;
using Lookalike.Core.Telemetry;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using Lookalike.Models.Running;
using Lookalike.Models.Telemetry;

namespace Lookalike.Models;

/// <summary>
/// A trained autoencoder in one ONNX file: input <c>pixels</c> float32 [N,C,H,W] in 0..1, outputs <c>latent</c> [N,d] and
/// <c>reconstruction</c> [N,C,H,W], operator set 13, IR version 7; preprocessing, recipe, training summary, fingerprint and checksum in its
/// metadata. Or an encoder that was imported, with <c>pixels</c> and <c>latent</c> alone, in the operator set that it came in. Any ONNX runtime can
/// run either. Immutable and thread-safe.
/// </summary>
public sealed class ModelFile
{
    /// <summary>The largest file that is read, in bytes: 1 GiB.</summary>
    internal const long MaxLength = 1L << 30;

    private const string InMemoryName = "new model";

    private readonly ModelContent _content;

    private ModelFile(ReadOnlyMemory<byte> bytes, string name, ModelFaults faults)
    {
        Content = bytes;
        Name = name;
        _content = OnnxModelReader.Read(bytes, faults);
    }

    /// <summary>What the file says about its network.</summary>
    public ModelMetadata Metadata => _content.Metadata;

    /// <summary>The path it was read from, or the name that was given with its bytes.</summary>
    internal string Name { get; }

    /// <summary>
    /// Loads what reading and running a model need and would load otherwise: hashing and ONNX Runtime. A program that
    /// starts for one search calls this on another thread as its first act. Safe from any thread, any number of times.
    /// </summary>
    internal static void PrepareRuntime()
    {
        _ = SHA256.HashData(default(ReadOnlySpan<byte>));
        OnnxEnvironment.Start();
    }

    /// <summary>The bytes of the file.</summary>
    internal ReadOnlyMemory<byte> Content { get; }

    /// <summary>The layers, with what could be folded folded.</summary>
    /// <exception cref="ModelFileException">It is an imported encoder.</exception>
    internal Network Network => _content.Network ?? throw _content.Faults.At(
        "network",
        "an autoencoder that was trained here",
        "an imported encoder, which has no decoder",
        "Train a model for what needs one.",
        ModelFaults.Training);

    /// <summary>Makes sure that it is a network that was trained here.</summary>
    /// <exception cref="ModelFileException">It is an imported encoder.</exception>
    internal void RequireTrained() => _ = Network;

    /// <summary>Whether it is somebody else's encoder, of which neither layers nor a decoder are known.</summary>
    internal bool IsImported => _content.Network is null;

    /// <summary>What the model is made of, in order: its layers, or the nodes of an imported encoder.</summary>
    internal IReadOnlyList<ModelLayer> ListLayers() => _content.Network is { } network
        ? LayerListing.Of(network, Metadata.Preprocessing.InputShape)
        : LayerListing.Of(OnnxModelReader.Parse(Content.Span, _content.Faults).Graph, Metadata.LatentSize);

    /// <summary>Values that the decoder takes beside the latent; 0 where there are none, or no decoder.</summary>
    internal int DetailSize => _content.Network?.DetailSize(Metadata.Preprocessing.InputShape) ?? 0;

    /// <summary>Makes a model file in memory. Batch normalisation is folded into the layers beside it where the function stays the same.</summary>
    /// <param name="network">The trained layers. Not changed, not retained.</param>
    /// <param name="preprocessing">How images become the network's input; its shape is that of the pixels and of the reconstruction.</param>
    /// <param name="recipeJson">Architecture, objective and schedule; a JSON object of at most 1 MiB. <c>{}</c> where there is none.</param>
    /// <param name="trainingJson">How the training went; a JSON object of at most 1 MiB. <c>{}</c> where there is none.</param>
    /// <exception cref="ArgumentException">
    /// The layers do not fit each other, the preprocessing or the limits, a weight is not finite, or a text is not a JSON object.
    /// </exception>
    internal static ModelFile Create(Network network, Preprocessing preprocessing, string recipeJson, string trainingJson)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(recipeJson);
        ArgumentNullException.ThrowIfNull(trainingJson);
        if (preprocessing.FindFault() is { } preprocessingFault) throw new ArgumentException(preprocessingFault, nameof(preprocessing));
        if (network.FindFault(preprocessing.InputShape, out _) is { } fault) throw new ArgumentException(fault, nameof(network));
        if (JsonText.FindFault(recipeJson) is { } recipeFault) throw new ArgumentException(recipeFault, nameof(recipeJson));
        if (JsonText.FindFault(trainingJson) is { } trainingFault) throw new ArgumentException(trainingFault, nameof(trainingJson));
        Network folded = BatchNormalizationFolding.Apply(network);
        if (folded.FindFault(preprocessing.InputShape, out NetworkExtent extent) is { } foldedFault)
            throw new ArgumentException($"after batch normalisation was folded in, {foldedFault}", nameof(network));

        ModelProto model = OnnxGraphWriter.WriteAutoencoder(folded, preprocessing.InputShape, extent.LatentSize);
        AddProperty(model, OnnxNames.SchemaKey, network.Detail.Count > 0 ? OnnxNames.DetailSchema : OnnxNames.Schema);
        AddProperty(model, OnnxNames.PreprocessingKey, PreprocessingJson.Write(preprocessing));
        AddProperty(model, OnnxNames.LatentSizeKey, $"{extent.LatentSize}");
        AddProperty(model, OnnxNames.RecipeKey, recipeJson);
        AddProperty(model, OnnxNames.TrainingKey, trainingJson);
        AddProperty(model, OnnxNames.FingerprintKey, ModelFingerprint.Of(folded, preprocessing));
        return Finish(model, new ModelFaults(InMemoryName), InMemoryName);
    }

    /// <summary>Makes a model file of an imported encoder in memory.</summary>
    /// <param name="encoder">The graph from pixels to latent, with its operator set. Metadata are added to it.</param>
    /// <param name="preprocessing">How images become its input.</param>
    /// <param name="latentSize">Values of its latent.</param>
    /// <param name="recipeJson">What was imported, and how; a JSON object of at most 1 MiB.</param>
    /// <param name="faults">Makes the exceptions.</param>
    /// <exception cref="ModelFileException">Something of it is refused.</exception>
    internal static ModelFile CreateImported(ModelProto encoder, Preprocessing preprocessing, int latentSize, string recipeJson, ModelFaults faults)
    {
        AddProperty(encoder, OnnxNames.SchemaKey, OnnxNames.ImportedSchema);
        AddProperty(encoder, OnnxNames.EncoderKey, OnnxNames.Imported);
        AddProperty(encoder, OnnxNames.PreprocessingKey, PreprocessingJson.Write(preprocessing));
        AddProperty(encoder, OnnxNames.LatentSizeKey, $"{latentSize}");
        AddProperty(encoder, OnnxNames.RecipeKey, recipeJson);
        AddProperty(encoder, OnnxNames.TrainingKey, "{}");
        AddProperty(encoder, OnnxNames.FingerprintKey, ModelFingerprint.Of(encoder, preprocessing));
        return Finish(encoder, faults, InMemoryName);
    }

    /// <summary>
    /// Reads a model file. It may be hostile: its checksum, its structure and every number in it are checked, and nothing outside it is opened.
    /// </summary>
    /// <param name="path">The file, at most 1 GiB.</param>
    /// <exception cref="ModelFileException">There is no such file, it cannot be opened, or it is not a model file of Lookalike.</exception>
    public static ModelFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using ToldOperation? told = ModelsTelemetry.Operations.Start("read_model");
        try
        {
            return Read(FileBytes.Read(path, MaxLength, new ModelFaults(path)), path);
        }
        catch (Exception fault) when (told?.Fail(fault) ?? false)
        {
            throw;
        }
    }

    /// <summary>Reads a model file from memory, with the same checks.</summary>
    /// <param name="content">The bytes of the file. Retained; they must not change afterwards.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ModelFileException">The bytes are not a model file of Lookalike.</exception>
    public static ModelFile Read(ReadOnlyMemory<byte> content, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ModelFaults faults = new(name);
        if (content.Length > MaxLength) throw faults.At("size", $"at most {MaxLength} bytes", $"{content.Length}");
        return new ModelFile(content, name, faults);
    }

    /// <summary>Writes the file: beside its place under another name, then moved there, so that no half-written file is ever seen.</summary>
    /// <param name="path">Where; an existing file is replaced, a missing folder is made.</param>
    /// <exception cref="ModelFileException">The file cannot be written there.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileBytes.Write(path, Content.Span);
    }

    /// <summary>Loads the encoder into ONNX Runtime.</summary>
    /// <param name="options">How it runs; the defaults where null.</param>
    /// <returns>An encoder that the caller disposes. It does not need this object any longer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime refuses the model.</exception>
    public IImageEncoder OpenEncoder(EncoderOptions? options = null)
    {
        long start = Stopwatch.GetTimestamp();
        using ToldOperation? told = ModelsTelemetry.Operations.Start("open_encoder");
        try
        {
            var encoder = new OnnxEncoder(Metadata, LoadEncoder(options));
            if (options?.LoggerFactory?.CreateLogger(ModelsTelemetry.LogCategory) is { } logger)
                ModelsLog.EncoderOpened(logger, Name, Stopwatch.GetElapsedTime(start).TotalMilliseconds, Metadata.Fingerprint, Metadata.LatentSize);
            return encoder;
        }
        catch (Exception fault) when (told?.Fail(fault) ?? false)
        {
            throw;
        }
    }

    /// <summary>Loads the decoder into ONNX Runtime, with what makes codes for it.</summary>
    /// <param name="options">How it runs; the defaults where null.</param>
    /// <returns>A decoder that the caller disposes. It does not need this object any longer.</returns>
    /// <exception cref="ModelFileException">ONNX Runtime refuses the model, or it is an imported encoder, which has no decoder.</exception>
    internal ImageDecoder OpenDecoder(EncoderOptions? options = null)
    {
        var codes = new EncoderDescription
        {
            Preprocessing = Metadata.Preprocessing,
            LatentSize = Metadata.LatentSize + DetailSize,
            Fingerprint = Metadata.Fingerprint,
        };
        var encoder = new OnnxEncoder(codes, Load(OnnxGraphWriter.WriteCode, options));
        try
        {
            return new ImageDecoder(encoder, Load(OnnxGraphWriter.WriteDecoder, options), Metadata.LatentSize, Network.Encoder[^1] is UnitLengthLayer);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs the encoder once on pixels that are numbers already, to be compared with what trained it. What encodes again and again is
    /// <see cref="OpenEncoder"/>.
    /// </summary>
    /// <param name="pixels">float32 [count,C,H,W], 0..1. Read in place.</param>
    /// <param name="count">How many images, 0 or more.</param>
    /// <param name="latents">float32 [count,d], overwritten.</param>
    /// <exception cref="ArgumentException">
    /// A span does not have the length that <paramref name="count"/> asks for, or a pixel is not finite or beyond 1e15.
    /// </exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails, or the network gives a value that is not finite or beyond 1e15.</exception>
    public void Encode(ReadOnlySpan<float> pixels, int count, Span<float> latents)
    {
        using OnnxSession session = LoadEncoder();
        session.Run(pixels, count, latents);
    }

    /// <summary>Draws images anew from what the network keeps of them, once.</summary>
    /// <param name="pixels">float32 [count,C,H,W], 0..1. Read in place.</param>
    /// <param name="count">How many images, 0 or more.</param>
    /// <param name="reconstructions">float32 [count,C,H,W], 0..1 where the network ends in a sigmoid; overwritten.</param>
    /// <exception cref="ArgumentException">
    /// A span does not have the length that <paramref name="count"/> asks for, or a pixel is not finite or beyond 1e15.
    /// </exception>
    /// <exception cref="ModelFileException">
    /// ONNX Runtime fails, the network gives a value that is not finite or beyond 1e15, or it is an imported encoder, which has no decoder.
    /// </exception>
    public void Reconstruct(ReadOnlySpan<float> pixels, int count, Span<float> reconstructions)
    {
        using OnnxSession session = LoadReconstruction();
        session.Run(pixels, count, reconstructions);
    }

    /// <summary>
    /// The same network untrained: every layer keeps its kind and its shape, the weights are drawn anew (normal, variance 2 over the inputs of a
    /// value: He and others, Delving deep into rectifiers, 2015), every bias is 0. What a trained network is to be compared with.
    /// </summary>
    /// <param name="seed">What the weights follow from; the same seed gives the same model.</param>
    /// <returns>A model in memory with the preprocessing of this one, another fingerprint, and neither recipe nor training.</returns>
    /// <exception cref="ModelFileException">It is an imported encoder, whose layers are not known.</exception>
    internal ModelFile WithRandomWeights(int seed) => Create(Network.WithRandomWeights(seed), Metadata.Preprocessing, "{}", "{}");

    internal OnnxSession LoadEncoder(EncoderOptions? options = null) => _content.Ports is { } ports
        ? Load(MemoryMarshal.TryGetArray(Content, out ArraySegment<byte> all) && all.Count == all.Array!.Length ? all.Array : Content.ToArray(), ports, options)
        : Load(OnnxGraphWriter.WriteEncoder, options);

    internal OnnxSession LoadReconstruction(EncoderOptions? options = null) => Load(OnnxGraphWriter.WriteReconstruction, options);

    private OnnxSession Load(Func<Network, FeatureShape, int, ModelProto> write, EncoderOptions? options)
    {
        ModelProto graph = write(Network, Metadata.Preprocessing.InputShape, Metadata.LatentSize);
        return Load(graph.ToByteArray(), graph.Graph, options);
    }

    private OnnxSession Load(byte[] graph, GraphProto ports, EncoderOptions? options) =>
        OnnxSession.Load(graph, ports, _content.Faults, options ?? new EncoderOptions(), _content.Extent.LargestFeatureCount);

    // Read back at once: what is handed out is what the file says, and a file that could not be read is never written.
    private static ModelFile Finish(ModelProto model, ModelFaults faults, string name)
    {
        AssemblyName producer = typeof(ModelFile).Assembly.GetName();
        model.ProducerName = "Lookalike";
        model.ProducerVersion = producer.Version?.ToString(3) ?? "0.0.0";
        return new ModelFile(Checksum.Append(model.ToByteArray()), name, faults);
    }

    private static void AddProperty(ModelProto model, string key, string value) =>
        model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
}
