using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Output;

/// <summary>Prints paths for other programs: each as it is, ended by a NUL, the one character that no path has.</summary>
internal static class NullOutput
{
    /// <summary>Prints the paths of images.</summary>
    /// <param name="option">The option that asks for it.</param>
    /// <param name="images">Key and path of each.</param>
    /// <exception cref="UsageException">An image has no file; nothing is printed.</exception>
    public static void Write(string option, IEnumerable<(string Key, string? Path)> images)
    {
        (string Key, string? Path)[] all = [.. images];
        if (all.FirstOrDefault(image => image.Path is null).Key is { } key)
            throw new UsageException($"{option} prints paths of files, and {key} is an image of a data set. Leave it away.");
        foreach ((_, string? path) in all) StandardStreams.Output.Write($"{path}\0");
    }
}
