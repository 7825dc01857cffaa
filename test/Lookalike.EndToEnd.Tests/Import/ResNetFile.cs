namespace Lookalike.EndToEnd.Tests.Import;

/// <summary>
/// A real encoder of somebody else's: ResNet-18, trained on ImageNet, as the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18 carries
/// it. Fetched once by restoring a project of nothing else, and kept among the build's outputs.
/// </summary>
internal static class ResNetFile
{
    private const string Package = "Microsoft.ML.DnnImageFeaturizer.ResNet18";
    private const string Version = "0.23.1";

    private const string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageDownload Include="{Package}" Version="[{Version}]" /></ItemGroup>
        </Project>
        """;

    /// <summary>Returns the path of the ONNX file.</summary>
    public static async Task<string> OpenAsync()
    {
        string file = Path.Combine(Lookalike.RepositoryRoot, "artifacts", "resnet18", Version, "resnet18.onnx");
        if (File.Exists(file)) return file;
        using var work = new Scratch();
        await File.WriteAllTextAsync(work["fetch.csproj"], Project);
        (await ChildProcess.RunAsync("dotnet", ["restore", work["fetch.csproj"], "--packages", work["packages"]])).Expect(0);
        string found = Directory.GetFiles(work["packages"], "ResNet18.onnx", SearchOption.AllDirectories).Single();
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        // Copied beside and renamed: a test run that is killed leaves no half a file.
        string beside = $"{file}.{Guid.NewGuid():N}";
        File.Copy(found, beside);
        File.Move(beside, file, overwrite: true);
        return file;
    }
}
