using Lookalike.Datasets.Catalog;

namespace Lookalike.Datasets.Store;

/// <summary>The check of every file of a data set.</summary>
internal sealed class VerificationReport
{
    internal VerificationReport(string name, string folder, IReadOnlyList<FileVerification> files)
    {
        Name = name;
        Folder = folder;
        Files = files;
    }

    /// <summary>The data set.</summary>
    public string Name { get; }

    /// <summary>The folder that was looked into.</summary>
    public string Folder { get; }

    /// <summary>One result for each file, in the order of <see cref="DatasetDescription.Files"/>.</summary>
    public IReadOnlyList<FileVerification> Files { get; }

    /// <summary>Whether every file is <see cref="FileState.Present"/>.</summary>
    public bool IsComplete => Files.All(file => file.State == FileState.Present);
}
