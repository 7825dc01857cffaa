namespace Lookalike.Testing;

/// <summary>A folder of its own for one test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lookalike-test-");

    public string Folder => _folder.FullName;

    public IEnumerable<string> Names => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => f.Name).Order(StringComparer.Ordinal);

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
