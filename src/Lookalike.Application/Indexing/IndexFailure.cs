using System.Text.Json.Serialization;
using Lookalike.Imaging;

namespace Lookalike.Application;

/// <summary>A file that could not be read as a picture. Immutable.</summary>
public sealed class IndexFailure
{
    /// <summary>The full path.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<PictureFault>))]
    public required PictureFault Fault { get; init; }

    /// <summary>What, where, expected, found, remedy.</summary>
    public required string Message { get; init; }
}
