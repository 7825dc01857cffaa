using Lookalike.Application.Indexing;
using Lookalike.Core;

namespace Lookalike.Application.Library;

/// <summary>Who hears of the work that an <see cref="ImageLibrary"/> does. Each may be called from any thread. Immutable.</summary>
public sealed class LibraryEvents
{
    /// <summary>Nobody.</summary>
    internal static LibraryEvents None { get; } = new();

    /// <summary>Told how far each stage of the work is; or null.</summary>
    public IProgress<Progress>? Progress { get; init; }

    /// <summary>Told in a sentence what else there is to know, and what to do about it; or null.</summary>
    public Action<string, Remedy?>? Notice { get; init; }

    /// <summary>Told of each picture that cannot be read; or null.</summary>
    public Action<IndexFailure>? Failed { get; init; }

    internal void Tell(string notice, Remedy? remedy = null) => Notice?.Invoke(notice, remedy);
}
