namespace Lookalike.Models.Onnx;

/// <summary>The names and versions a model file is written with.</summary>
internal static class OnnxNames
{
    public const string Pixels = "pixels";
    public const string Latent = "latent";
    public const string Reconstruction = "reconstruction";

    /// <summary>What a drawing needs beside the latent, and the two in one row.</summary>
    public const string Detail = "detail", Code = "code";

    /// <summary>The operator that puts them in one row, and its attribute.</summary>
    public const string Join = "Concat", JoinAxis = "axis";

    /// <summary>The name of the batch dimension, which has no fixed size.</summary>
    public const string Batch = "N";

    /// <summary>
    /// IR 7 and operator set 13 are those of ONNX 1.8 (2020): old enough for every runtime in use, and the operators used here have not changed in
    /// meaning since.
    /// </summary>
    public const long IrVersion = 7;

    /// <inheritdoc cref="IrVersion"/>
    public const long OperatorSet = 13;

    public const string SchemaKey = "lookalike.schema";
    public const string PreprocessingKey = "lookalike.preprocessing";
    public const string LatentSizeKey = "lookalike.latent_size";
    public const string RecipeKey = "lookalike.recipe";
    public const string TrainingKey = "lookalike.training";
    public const string FingerprintKey = "lookalike.fingerprint";

    public const string EncoderKey = "lookalike.encoder";

    /// <summary>The schema of a network that was trained here: encoder and decoder.</summary>
    public const string Schema = "2";

    /// <summary>The schema of an encoder that was imported. Programs that do not know it refuse it, and go on reading the others.</summary>
    public const string ImportedSchema = "3";

    /// <summary>What <see cref="EncoderKey"/> says in a file of <see cref="ImportedSchema"/>.</summary>
    public const string Imported = "imported";

    /// <summary>The schema of files whose network has a detail, which readers of <see cref="Schema"/> do not know.</summary>
    public const string DetailSchema = "4";
}
