using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Index.Records;
using Lookalike.Web.Contracts;
using Lookalike.Web.Faults;

namespace Lookalike.Web.Jobs;

/// <summary>Brings the index in step with the folders that it holds: no others, for a request names none.</summary>
internal sealed class IndexWork(ImageLibrary library) : IJobWork
{
    /// <inheritdoc/>
    public async Task<IndexSummary> RunAsync(Job job)
    {
        IReadOnlyList<ImageRoot> folders = await FoldersAsync(job.Stopping).ConfigureAwait(false);
        RequireFolders(folders);
        var events = new LibraryEvents
        {
            Progress = new Teller(job),
            Failed = failure => job.Tell(new UnreadableAnswer { Key = KeyOf(failure.Path, folders), Fault = failure.Fault }),
        };
        var selection = new FolderSelection { Folders = [.. folders.Select(folder => folder.Path)] };
        return await library.IndexAsync(selection, new IndexOptions(), events, job.Stopping).ConfigureAwait(false);
    }

    /// <summary>Makes sure that there is a folder to come in step with.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static void RequireFolders(IReadOnlyList<ImageRoot> folders)
    {
        if (folders.Count == 0)
            throw new ProblemException(ProblemType.NoFolders, "The index holds no folders to come in step with: index one first, on this machine.");
    }

    private async Task<IReadOnlyList<ImageRoot>> FoldersAsync(CancellationToken cancellationToken)
    {
        using ImageIndex index = await ImageIndex.OpenAsync(library.Engine, library.IndexPath, cancellationToken).ConfigureAwait(false);
        return index.Roots.All;
    }

    /// <summary>What a file is called below its folder: where the folder lies is nobody's business.</summary>
    private static string KeyOf(string path, IReadOnlyList<ImageRoot> folders) =>
        folders.FirstOrDefault(folder => RealPath.IsWithin(path, folder.Path)) is { } root
            ? $"{root.Name}/{Path.GetRelativePath(root.Path, path).Replace(Path.DirectorySeparatorChar, '/')}"
            : Path.GetFileName(path);

    private sealed class Teller(Job job) : IProgress<Progress>
    {
        public void Report(Progress value) => job.Tell(value);
    }
}
