using Lookalike.Application.Indexing;
using Lookalike.Index;
using Lookalike.Models;
using Lookalike.Models.Faults;

namespace Lookalike.Application.Library;

/// <summary>The model that made an index, looked for beside it.</summary>
internal static class IndexModel
{
    /// <summary>Finds the model file.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="index">The index file.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The file; null where none beside the index is its model.</returns>
    /// <exception cref="IndexException">The index is missing or damaged, or holds no images.</exception>
    public static async Task<string?> FindAsync(IIndexEngine engine, string index, CancellationToken cancellationToken)
    {
        using ImageIndex opened = await ImageIndex.OpenAsync(engine, index, cancellationToken).ConfigureAwait(false);
        string folder = Path.GetDirectoryName(Path.GetFullPath(index))!;
        return Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal).FirstOrDefault(IsOf);

        bool IsOf(string path)
        {
            try
            {
                return ModelFile.Read(path).Metadata.Fingerprint == opened.Description.Fingerprint;
            }
            catch (Exception e) when (e is ModelFileException or IOException or UnauthorizedAccessException)
            {
                return false; // somebody else's, or damaged: not the model of this index
            }
        }
    }
}
