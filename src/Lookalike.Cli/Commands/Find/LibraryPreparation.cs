using Lookalike.Application.Indexing;
using Lookalike.Application.Libraries;
using Lookalike.Cli.Commands.Index;
using Lookalike.Cli.Commands.Train;
using Lookalike.Training.Sources;

namespace Lookalike.Cli.Commands.Find;

/// <summary>Gets the library of a folder ready: trains where there is no model, and brings the index in step.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="saved">The library's files.</param>
/// <param name="library">What indexes them.</param>
internal sealed class LibraryPreparation(Terminal terminal, SavedLibrary saved, ImageLibrary library)
{
    /// <summary>The time that training may take; null for as long as it needs.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Gets it ready.</summary>
    /// <returns>What the index holds afterwards.</returns>
    public async Task<IndexSummary> RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(saved.ModelPath)) await TrainAsync(cancellationToken);
        IndexSummary summary = await IndexAsync(cancellationToken);
        if (summary.ChangesAnything) terminal.Note(IndexText.Of(saved.Folder, summary));
        else if (summary.Failed > 0 && !terminal.IsVerbose)
            terminal.Note($"Left out, for they cannot be read: {summary.Failed:N0}; {VerbosityOptions.Verbose} says why.");
        return summary;
    }

    private async Task TrainAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(TrainingLibrary.PathsFor(saved.ModelPath).Checkpoint))
        {
            try
            {
                await TrainAsync(resume: true, cancellationToken);
                return;
            }
            catch (LookalikeException e) when (e.Kind != FaultKind.Busy)
            {
                terminal.Note($"The training that was stopped cannot go on, and begins anew. {e.Message}");
            }
        }

        terminal.Note($"There is no model of {saved.Folder} yet. One is trained now, once; what is stopped goes on when the command is given again.");
        await TrainAsync(resume: false, cancellationToken);
    }

    private Task<TrainingResult> TrainAsync(bool resume, CancellationToken cancellationToken)
    {
        var options = new TrainingOptions { ModelPath = saved.ModelPath, Resume = resume, Budget = resume ? null : Budget };
        PictureRequest pictures = resume
            ? TrainingLibrary.CheckpointPictures(saved.ModelPath)
            : new PictureRequest { Origin = PictureOrigin.Folder, Path = saved.Folder };
        var request = new TrainingRequest { Pictures = pictures, Options = options };
        return TrainingDisplay.ShowAsync(
            terminal, ShellWord.Of(saved.Folder), options, (trainer, _) => trainer.TrainAsync(request, score: null, cancellationToken), terminal.IsVerbose);
    }

    /// <summary>Indexes. A library's index is its model's alone, so that one of another model is made anew without being asked for.</summary>
    private async Task<IndexSummary> IndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await IndexAsync(rebuild: false, cancellationToken);
        }
        catch (LookalikeException e) when (e.Remedy?.Kind == RemedyKind.Rebuild)
        {
            terminal.Note($"The index of {saved.Folder} is another model's, and is made anew.");
            return await IndexAsync(rebuild: true, cancellationToken);
        }
    }

    private Task<IndexSummary> IndexAsync(bool rebuild, CancellationToken cancellationToken) => terminal.WithEventsAsync(events => library.IndexAsync(
        new FolderSelection { Folders = [saved.Folder] }, new IndexOptions { Rebuild = rebuild }, events, cancellationToken), terminal.IsVerbose);
}
