using System.ComponentModel;
using System.Text.Json.Serialization;
using Lookalike.Imaging.Faults;

namespace Lookalike.Web.Contracts;

/// <summary>A job as it is now.</summary>
internal sealed class JobAnswer
{
    [Description("Its id, in addresses.")]
    public required string Id { get; init; }

    [Description("What it does.")]
    public required JobKind Kind { get; init; }

    [Description("How it is.")]
    public required JobState State { get; init; }

    [Description("When it was started.")]
    public required DateTimeOffset Started { get; init; }

    [Description("When it ended; null while it runs.")]
    public required DateTimeOffset? Ended { get; init; }

    [Description("How far it is; null before the first stage.")]
    public required ProgressAnswer? Progress { get; init; }

    [Description("What it did; null while it runs, and where it failed or was stopped.")]
    public required SummaryAnswer? Summary { get; init; }

    [Description("Why it failed; null where it did not.")]
    public required FailureAnswer? Failure { get; init; }
}

/// <summary>How a job is.</summary>
[JsonConverter(typeof(EnumWord<JobState>))]
internal enum JobState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has done what it was to do.</summary>
    Done,

    /// <summary>It could not.</summary>
    Failed,

    /// <summary>It was told to stop. What it had written stays.</summary>
    Stopped,
}

/// <summary>How far a job is.</summary>
internal sealed class ProgressAnswer
{
    [Description("What is being done, in a few words.")]
    public required string Stage { get; init; }

    [Description("Units that are done.")]
    public required long Done { get; init; }

    [Description("Units of the stage; 0 where that is not known.")]
    public required long Total { get; init; }
}

/// <summary>What a job did to the index, in images.</summary>
internal sealed class SummaryAnswer
{
    [Description("Encoded, because new or changed.")]
    public required int Encoded { get; init; }

    [Description("There already.")]
    public required int Unchanged { get; init; }

    [Description("With another time and the same content.")]
    public required int Touched { get; init; }

    [Description("Under another path.")]
    public required int Moved { get; init; }

    [Description("With the content of another image of the index.")]
    public required int Copied { get; init; }

    [Description("No longer there.")]
    public required int Removed { get; init; }

    [Description("That could not be read.")]
    public required int Failed { get; init; }

    [Description("How long it took.")]
    public required double Seconds { get; init; }
}

/// <summary>Why a job failed, as a problem would say it.</summary>
internal sealed class FailureAnswer
{
    [Description("The `type` of the problem.")]
    public required string Type { get; init; }

    [Description("What is wrong, and what to do.")]
    public required string Detail { get; init; }
}

/// <summary>A picture that a job could not read.</summary>
internal sealed class UnreadableAnswer
{
    [Description("Its key.")]
    public required string Key { get; init; }

    [Description("What is wrong with it.")]
    public required PictureFault Fault { get; init; }
}

/// <summary>The jobs that are remembered.</summary>
internal sealed class JobsAnswer
{
    [Description("The jobs, the last first.")]
    public required IReadOnlyList<JobAnswer> Jobs { get; init; }
}
