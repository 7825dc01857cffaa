using System.ComponentModel;

namespace Lookalike.Web.Contracts;

/// <summary>What this server is, and what it serves.</summary>
internal sealed class StatusAnswer
{
    [Description("The version of Lookalike.")]
    public required string Version { get; init; }

    [Description("Whether searches are answered.")]
    public required bool Ready { get; init; }

    [Description("Why not, in a sentence; null where they are.")]
    public required string? Reason { get; init; }

    [Description("Images of the index; null where there is none.")]
    public required long? Images { get; init; }

    [Description("The names of the folders that the index holds.")]
    public required IReadOnlyList<string> Folders { get; init; }

    [Description("The data set that was indexed last, by its name; null for none.")]
    public required string? Dataset { get; init; }

    [Description("The model; null where there is none.")]
    public required ModelAnswer? Model { get; init; }

    [Description("What may be asked.")]
    public required LimitsAnswer Limits { get; init; }
}

/// <summary>The model.</summary>
internal sealed class ModelAnswer
{
    [Description("Which it is: 64 hexadecimal digits.")]
    public required string Fingerprint { get; init; }

    [Description("1, grey, or 3, colour.")]
    public required int Channels { get; init; }

    [Description("Rows of its input.")]
    public required int Height { get; init; }

    [Description("Columns of its input.")]
    public required int Width { get; init; }

    [Description("Numbers of a latent.")]
    public required int LatentSize { get; init; }
}

/// <summary>What may be asked.</summary>
internal sealed class LimitsAnswer
{
    [Description("Bytes of an uploaded picture.")]
    public required int UploadBytes { get; init; }

    [Description("Pixels of an uploaded picture.")]
    public required long Pixels { get; init; }

    [Description("Uploaded pictures that are kept.")]
    public required int Queries { get; init; }

    [Description("Seconds that an uploaded picture is kept.")]
    public required int QuerySeconds { get; init; }

    [Description("Examples of a search.")]
    public required int Examples { get; init; }

    [Description("Hits of a page.")]
    public required int Top { get; init; }

    [Description("Hits before a page.")]
    public required int Skip { get; init; }

    [Description("Images of a page of the collection.")]
    public required int Page { get; init; }

    [Description("Whether files are handed out.")]
    public required bool Originals { get; init; }

    [Description("Whether jobs may be started.")]
    public required bool Jobs { get; init; }
}

/// <summary>Whether the server is well.</summary>
internal sealed class HealthAnswer
{
    [Description("`ok`.")]
    public required string Status { get; init; }
}
