using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Lookalike.Web.Contracts;

/// <summary>How the run stands that trains the served model.</summary>
internal sealed class TrainingAnswer
{
    [Description("`none` where no run left a log; else `running`, `done`, `stopped` or `failed`. One that was killed is still `running`: see `heard`.")]
    public required TrainingState State { get; init; }

    [Description("When the run last told something, in UTC; null where there is none.")]
    public required DateTimeOffset? Heard { get; init; }
}

/// <summary>How a run stands.</summary>
[JsonConverter(typeof(EnumWord<TrainingState>))]
internal enum TrainingState
{
    /// <summary>There is no log of a run.</summary>
    None,

    /// <summary>It has begun, and not ended.</summary>
    Running,

    /// <summary>It has written the model.</summary>
    Done,

    /// <summary>It was told to stop.</summary>
    Stopped,

    /// <summary>It ended with a fault.</summary>
    Failed,
}
