namespace Lookalike.Storage.Sqlite.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Folder = Directory.CreateTempSubdirectory("lookalike-sqlite-").FullName;

    public string Folder { get; }

    public string Database => Path.Combine(Folder, "store.db");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
