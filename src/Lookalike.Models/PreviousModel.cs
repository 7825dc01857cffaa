using Lookalike.Core.Files;

namespace Lookalike.Models;

/// <summary>Keeps the model that a new one replaces, beside it: hours of work are not lost because a command was given twice.</summary>
internal static class PreviousModel
{
    /// <summary>Where it is kept: <c>autoencoder.previous.onnx</c> for <c>autoencoder.onnx</c>.</summary>
    /// <param name="modelPath">The model file.</param>
    public static string PathFor(string modelPath) => Path.ChangeExtension(modelPath, ".previous" + Path.GetExtension(modelPath));

    /// <summary>Whether there is one to keep.</summary>
    /// <param name="modelPath">The model file.</param>
    public static bool IsThere(string modelPath) => new FileInfo(AtomicFile.Target(modelPath)) is { Exists: true, Length: > 0 };

    /// <summary>What becomes of it, as a sentence.</summary>
    /// <param name="modelPath">The model file.</param>
    public static string Notice(string modelPath)
    {
        string previous = PathFor(modelPath);
        string lost = File.Exists(previous) ? ", and the file of that name is given up" : "";
        return $"{modelPath} is there already. It is kept as {previous} when the new model takes its place{lost}.";
    }

    /// <summary>Copies it: whatever happens, there is a model under its name at any time.</summary>
    /// <param name="modelPath">The model file.</param>
    /// <exception cref="IOException">It cannot be read, or the copy cannot be written.</exception>
    public static void Keep(string modelPath)
    {
        if (!IsThere(modelPath)) return;
        using AtomicFile copy = AtomicFile.Create(PathFor(modelPath));
        using (FileStream model = new(modelPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)) model.CopyTo(copy.Stream);
        copy.Commit();
    }
}
