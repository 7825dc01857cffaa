namespace Lookalike.Models;

/// <summary>
/// The log of the run that made or makes a model, beside its file: whoever shows a run follows it, in whatever process. JSON, an object a line, each
/// with its <c>event</c> and the <c>time</c> in UTC; the first has the <c>schemaVersion</c> as well. A run takes the place of the log before it, and
/// then only appends, so that what is no whole line yet is still being written.
/// </summary>
/// <remarks>
/// Events: <c>reading</c> (done, total), <c>begin</c> (source, images, validation, objective, architecture, latentSize), <c>progress</c> (stage and
/// prepared, 0 to 1; or stage, epoch, epochs, step, steps, imagesPerSecond, trainingLoss, secondsLeft), <c>epoch</c> (epoch, stage, loss, trainingLoss,
/// validationLoss, learningRate, seconds), <c>stage</c> (stage, agreement, recallAt1), <c>sample</c> (epoch, width, height, channels, count, and the
/// originals and reconstructions, each a PNG in base64 with the pictures in a row), and last <c>done</c> (fingerprint, verdict), <c>stopped</c> or
/// <c>failed</c> (reason). A run that was killed has no last one.
/// </remarks>
internal static class RunLogFile
{
    /// <summary>The version of the layout.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Its path: <c>autoencoder.onnx.run.jsonl</c> for <c>autoencoder.onnx</c>.</summary>
    /// <param name="modelPath">The model file, which need not be there.</param>
    public static string PathFor(string modelPath) => modelPath + ".run.jsonl";
}
