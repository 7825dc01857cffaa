using System.Text.Json.Serialization;
using Lookalike.Core;
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

    /// <summary>What mends it, where a program can offer that.</summary>
    [JsonIgnore]
    public Remedy? Remedy { get; init; }

    /// <summary>The failure that a fault is.</summary>
    internal static IndexFailure Of(PictureException fault) => new() { Path = fault.Path ?? "", Fault = fault.Fault, Message = fault.Message, Remedy = fault.Remedy };
}
