using System.Text.Json.Serialization;
using Lookalike.Core;
using Lookalike.Imaging.Faults;

namespace Lookalike.Application.Indexing;

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

    /// <summary>What mends it, where a program can offer that.</summary>
    [JsonIgnore]
    public Remedy? Remedy { get; internal init; }

    /// <summary>The failure that a fault is.</summary>
    internal static IndexFailure Of(PictureException fault) =>
        new() { Path = fault.Path ?? "", Fault = fault.Fault, Message = fault.Message, Remedy = fault.Remedy };
}
