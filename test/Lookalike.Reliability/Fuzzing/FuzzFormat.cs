using Lookalike.Application.Searching;
using Lookalike.Datasets;
using Lookalike.Imaging.Faults;
using Lookalike.Index;
using Lookalike.Models.Faults;
using Lookalike.Training;

namespace Lookalike.Reliability.Fuzzing;

/// <summary>A format that the program reads from files it must not trust. One thread uses it.</summary>
internal abstract class FuzzFormat
{
    /// <summary>What the command line calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Its part of the inputs, relative to the others: formats with more to go wrong get more.</summary>
    public virtual int Share => 4;

    /// <summary>Makes the seeds.</summary>
    /// <param name="folder">Where files may be made, now and later.</param>
    public abstract void Prepare(string folder);

    /// <summary>Makes one input. The same draws make the same input.</summary>
    public abstract FuzzInput Make(Random random);

    /// <summary>Has the program read it.</summary>
    /// <returns>Same, legal or silent. Whatever is thrown is judged by <see cref="IsRefusal"/>.</returns>
    public abstract Outcome Try(FuzzInput input);

    /// <summary>Whether an exception is one that the documentation names: what the command turns into a message without a stack.</summary>
    public virtual bool IsRefusal(Exception fault) => fault
        is ModelFileException or IndexException or IndexStorageException or DatasetException or PictureException or UnknownKeyException or TrainingException
        or IOException or UnauthorizedAccessException;
}
