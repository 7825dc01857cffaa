using Lookalike.Application.Indexing;
using Lookalike.Application.Telemetry;
using Lookalike.Core.Telemetry;

namespace Lookalike.Application.Library;

/// <summary>Says on the span of an operation what became of pictures.</summary>
internal static class IndexReporting
{
    /// <summary>Tags the span.</summary>
    public static void Tag(this ToldOperation told, IndexSummary summary)
    {
        Tag(PictureOutcome.Encoded, summary.Encoded);
        Tag(PictureOutcome.Unchanged, summary.Unchanged);
        Tag(PictureOutcome.Touched, summary.Touched);
        Tag(PictureOutcome.Moved, summary.Moved);
        Tag(PictureOutcome.Copied, summary.Copied);
        Tag(PictureOutcome.Removed, summary.Removed);
        Tag(PictureOutcome.Failed, summary.Failed);

        void Tag(string outcome, int count) => told.Tag(PictureOutcome.TagOf(outcome), count);
    }
}
