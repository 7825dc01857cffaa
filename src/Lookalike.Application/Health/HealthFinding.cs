using System.Text.Json.Serialization;
using Lookalike.Core;
using Lookalike.Index.Verification;

namespace Lookalike.Application.Health;

/// <summary>One thing that is wrong with an index. Immutable.</summary>
public sealed class HealthFinding
{
    internal HealthFinding()
    {
    }

    /// <summary>What is wrong.</summary>
    [JsonInclude]
    internal HealthFindingKind Kind { get; init; }

    /// <summary>What is wrong in a few words: the same for all findings of a kind.</summary>
    internal string Title => Kind switch
    {
        HealthFindingKind.UnreadableIndex => "index that cannot be read",
        HealthFindingKind.DamagedFile => "damage in the index file",
        HealthFindingKind.WrongModel => "wrong model",
        HealthFindingKind.DamagedBlock => "damaged blocks of vectors",
        HealthFindingKind.MissingVector => "missing vectors",
        HealthFindingKind.StrayVector => "stray vectors",
        HealthFindingKind.NotFiniteVector => "vectors with values that are not finite",
        HealthFindingKind.ZeroVector => "vectors of zeros",
        HealthFindingKind.WrongVector => "images that are not what their vector says",
        HealthFindingKind.MissingImage => "images that are gone",
        HealthFindingKind.ChangedImage => "images that have changed",
        HealthFindingKind.UnreadableImage => "images that cannot be read",
        HealthFindingKind.MissingSource => "folders and data sets that are gone",
        HealthFindingKind.UnknownSource => "images of no folder",
        HealthFindingKind.DamagedRecord => "damaged records",
        _ => "graph",
    };

    /// <summary>The image's key; null where it is not about a single image.</summary>
    public string? Key { get; internal init; }

    /// <summary>Where: a key, a file, a folder, a data set, or a block of vectors.</summary>
    public string Place { get; internal init; } = "";

    /// <summary>How many images it concerns; 0 where it is not about images.</summary>
    public int Images { get; internal init; }

    /// <summary>What is wrong, what was expected and found, and the remedy.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>What mends it, where a program can offer that.</summary>
    [JsonIgnore]
    public Remedy? Remedy
    {
        get => field ?? (Cure == HealthCure.None ? null : new Remedy(RemedyKind.Mend));
        internal init;
    }

    /// <summary>Why a fix left it; null where none was tried.</summary>
    public string? NotMended { get; internal init; }

    /// <summary>What mends it.</summary>
    internal HealthCure Cure { get; init; }

    /// <summary>The images that the cure is for.</summary>
    internal IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The fault of the store, where it is one.</summary>
    internal IndexFault? Fault { get; init; }

    internal bool IsSameAs(HealthFinding other) => (Kind, Place, Key) == (other.Kind, other.Place, other.Key);

    internal HealthFinding Worded(string message) => new() { Kind = Kind, Key = Key, Place = Place, Images = Images, Message = message, NotMended = NotMended };

    internal HealthFinding Left(string reason) => new()
    {
        Kind = Kind,
        Key = Key,
        Place = Place,
        Images = Images,
        Message = Message,
        Remedy = Remedy,
        NotMended = reason,
        Cure = Cure,
        Keys = Keys,
        Fault = Fault,
    };
}
