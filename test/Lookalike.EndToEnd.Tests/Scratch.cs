namespace Lookalike.EndToEnd.Tests;

/// <summary>A folder of its own for one test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lookalike-e2e-");

    public string Folder => _folder.FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
