using System.Runtime.InteropServices;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Tests.Runtime;

public sealed partial class TorchWarningsTests
{
    private const int Error = 2, Create = 0x42, Private = 0x180; // O_RDWR | O_CREAT, 0600

    [Fact]
    public void Libtorch_writes_no_warnings_on_the_terminal_unless_it_is_asked_to()
    {
        TorchRuntime.Open(TrainingDevice.Cpu, threads: 1);
        Assert.Empty(Written(Warn));
        try
        {
            TorchWarnings.Quieten("warning");
            Assert.Contains("degrees of freedom", Written(Warn), StringComparison.Ordinal);
            TorchWarnings.Quieten("2");
            Assert.Empty(Written(Warn));
            TorchWarnings.Quieten("1");
            Assert.Contains("degrees of freedom", Written(Warn), StringComparison.Ordinal);
        }
        finally
        {
            TorchWarnings.Quieten(wanted: null);
        }

        Assert.Empty(Written(Warn));
    }

    private static void Warn()
    {
        using Tensor one = ones(1), deviation = one.std();
    }

    /// <summary>What native code writes to standard error meanwhile.</summary>
    private static string Written(Action action)
    {
        using var scratch = new Scratch();
        string path = scratch["error.txt"];
        int kept = Duplicate(Error), file = Open(path, Create, Private);
        try
        {
            Assert.Equal(Error, Duplicate(file, Error));
            action();
        }
        finally
        {
            Assert.Equal((Error, 0, 0), (Duplicate(kept, Error), Close(kept), Close(file)));
        }

        return File.ReadAllText(path);
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
