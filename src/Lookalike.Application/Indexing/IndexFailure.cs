using System.Text.Json.Serialization;
using Lookalike.Imaging;

namespace Lookalike.Application;

/// <summary>A file that could not be read as a picture. Immutable.</summary>
public sealed class IndexFailure
{
    internal IndexFailure()
    {
    }

    /// <summary>The full path.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>What is wrong.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<PictureFault>))]
    public PictureFault Fault { get; internal init; }

    /// <summary>What, where, expected, found, remedy.</summary>
    public string Message { get; internal init; } = "";
}
