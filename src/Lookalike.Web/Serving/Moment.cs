using Lookalike.Index.Records;
using Lookalike.Web.Faults;

namespace Lookalike.Web.Serving;

/// <summary>What is opened, with what the index says of itself at this moment. For one use.</summary>
internal sealed class Moment(OpenedLibrary opened, IndexDescription description)
{
    /// <summary>What is opened.</summary>
    public OpenedLibrary Opened => opened;

    /// <summary>What the index says of itself, its folders among it.</summary>
    public IndexDescription Description => description;

    /// <summary>A record by its key.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public async Task<ImageRecord> RecordAsync(string key, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImageRecord> found = await opened.Index.Store.GetAsync([key], includeVectors: false, cancellationToken).ConfigureAwait(false);
        return found is [var record] ? record : throw new ProblemException(ProblemType.UnknownImage, "The index has no such image, or no longer.");
    }
}
