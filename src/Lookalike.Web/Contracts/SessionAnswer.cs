using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Lookalike.Web.Contracts;

/// <summary>What whoever asks may do.</summary>
internal sealed class SessionAnswer
{
    [Description("What is allowed.")]
    public required RightName Rights { get; init; }

    [Description("Whether this server asks for a key.")]
    public required bool NeedsKey { get; init; }
}

/// <summary>What a key allows.</summary>
[JsonConverter(typeof(EnumWord<RightName>))]
internal enum RightName
{
    /// <summary>To ask.</summary>
    Read,

    /// <summary>To start and stop jobs as well.</summary>
    Change,
}
