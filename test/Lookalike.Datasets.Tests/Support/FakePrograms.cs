namespace Lookalike.Datasets.Tests.Support;

/// <summary>Shell scripts that stand where a test wants npm or apt-get to be.</summary>
internal sealed class FakePrograms(Scratch folder)
{
    private readonly string _folder = Directory.CreateDirectory(folder["programs"]).FullName;

    /// <summary>The fakes, then what the scripts themselves need.</summary>
    public string SearchPath => string.Join(Path.PathSeparator, _folder, "/usr/bin", "/bin");

    public FakePrograms Add(string name, string script)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }
}
