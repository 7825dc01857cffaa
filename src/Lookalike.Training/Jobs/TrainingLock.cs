namespace Lookalike.Training;

/// <summary>Keeps two runs from writing one model and its checkpoint.</summary>
internal static class TrainingLock
{
    /// <summary>Takes the lock of a model; it ends when it is disposed, or with the process.</summary>
    /// <param name="modelPath">The model file, in a folder that is there.</param>
    /// <exception cref="TrainingException">Another run has it.</exception>
    /// <exception cref="IOException">A file that is not this program's is in the place of the lock's.</exception>
    public static FileLock Take(string modelPath)
    {
        string path = modelPath + ".lock";
        return FileLock.TryTake(path) ?? throw new TrainingException(
            $"{modelPath} is being trained by another process ({path} is held). Wait until it has finished, or train into another file.");
    }
}
