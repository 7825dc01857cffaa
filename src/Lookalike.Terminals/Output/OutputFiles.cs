using Lookalike.Core.Files;
using Lookalike.Terminals.Faults;

namespace Lookalike.Terminals.Output;

/// <summary>
/// Looks at all files that a command will write, before any work: each may be written, no two are one, and none overwrites what this program
/// did not write or what the command reads (docs/decisions/0018-files-written-only-over-our-own.md).
/// </summary>
internal static class OutputFiles
{
    private const string PictureExtension = ".png";

    /// <summary>Other names than those of pictures would be taken for pictures, by people and by the next run.</summary>
    private static readonly string[] PictureExtensions =
        [PictureExtension, ".jpg", ".jpeg", ".jpe", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif"];

    /// <summary>Looks at them.</summary>
    /// <param name="files">The files, in the order in which they are told of.</param>
    /// <param name="read">The pictures that the command reads, or keeps out of its way.</param>
    /// <exception cref="UsageException">A name has the wrong extension, or two outputs are one file.</exception>
    /// <exception cref="IOException">A file cannot be written, or would overwrite another.</exception>
    public static void Require(IEnumerable<OutputOption> files, params IEnumerable<string> read)
    {
        OutputOption[] written = [.. files.Where(file => file.Path is not null)];
        if (written.Length == 0) return;
        if (written.FirstOrDefault(file => file.Path!.Length == 0).Name is { } unnamed)
            throw new UsageException($"{unnamed} takes the name of a file, found an empty one.");
        Dictionary<string, OutputOption> byPlace = new(StringComparer.FromComparison(RealPath.Comparison));
        foreach (OutputOption file in written)
        {
            if (!byPlace.TryAdd(RealPath.Of(file.Path!), file))
                throw new UsageException($"{byPlace[RealPath.Of(file.Path!)].Name} and {file.Name} would write one file, {file.Path}. Name another for one "
                    + "of them.");
        }

        foreach (string picture in read)
        {
            if (File.Exists(picture) && byPlace.TryGetValue(RealPath.Of(picture), out OutputOption file))
                throw new IOException($"Will not overwrite {file.Path}: {file.Name} names a picture that this command reads. It was not changed. Choose "
                    + "another name.");
        }

        // What would be lost comes before what is misspelt, and both before a folder is made.
        foreach (OutputOption file in written) OutputFile.RequireReplaceable(file.Path!, file.Kind);
        foreach (OutputOption file in written) RequireExtension(file);
        foreach (OutputOption file in written) OutputFile.Require(file.Path!, file.Kind);
    }

    private static void RequireExtension(OutputOption file)
    {
        string extension = Path.GetExtension(file.Path!);
        bool ofPicture = PictureExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
        if (file.Kind == OwnKind.Picture)
        {
            if (!extension.Equals(PictureExtension, StringComparison.OrdinalIgnoreCase))
                throw new UsageException($"{file.Name} writes PNG: expected a name that ends with {PictureExtension}, found '{file.Path}'. Name it "
                    + $"{Path.ChangeExtension(Path.GetFileName(file.Path), PictureExtension)}.");
        }
        else if (ofPicture)
        {
            throw new UsageException($"{file.Name} writes no picture (a {file.Kind.Name}), found the name of one, '{file.Path}'. Choose another.");
        }
    }
}
