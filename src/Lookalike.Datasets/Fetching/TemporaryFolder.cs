namespace Lookalike.Datasets.Fetching;

/// <summary>A folder for the work of one package source, deleted with all it holds.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lookalike-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What a killed program may still hold open is left to the system's own clean-up of its temporary folder.
        }
    }
}
