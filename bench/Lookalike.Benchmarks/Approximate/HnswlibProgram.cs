using System.Diagnostics;
using System.Globalization;

namespace Lookalike.Benchmarks;

/// <summary>hnswlib in a process of its own: a small program that is compiled here against the library's headers, for this machine.</summary>
internal sealed class HnswlibProgram : IGraphContestant, IDisposable
{
    private const string Header = "/usr/include/hnswlib/hnswlib.h";
    private const string Compiler = "/usr/bin/g++";

    private readonly string _folder;
    private readonly LineProgram _program;

    /// <param name="folder">An existing folder for the program and its files.</param>
    public HnswlibProgram(string folder)
    {
        if (!File.Exists(Header) || !File.Exists(Compiler))
            throw new InvalidOperationException($"hnswlib is compared with, and {Header} or {Compiler} is missing. Install them: apt-get install -y libhnswlib-dev g++");
        _folder = folder;
        string program = Path.Combine(folder, "hnswlib_bench");
        using (Process compiler = Process.Start(
            Compiler, ["-std=c++17", "-O3", "-DNDEBUG", "-march=native", "-pthread", "-o", program, Path.Combine(AppContext.BaseDirectory, "hnswlib_bench.cpp")]))
        {
            compiler.WaitForExit();
            if (compiler.ExitCode != 0) throw new InvalidOperationException($"{Compiler} could not compile hnswlib_bench.cpp; it says why above.");
        }

        _program = new LineProgram(program);
    }

    /// <summary>The widest instructions that its distances use.</summary>
    public string Instructions => _program.Greeting;

    public void Load(string vectors, int dimension, string queries)
    {
        _program.Ask($"load {vectors} {dimension}");
        _program.Ask($"queries {queries}");
    }

    public double Build(int threads) => Number(_program.Ask($"build {threads} {GraphSetting.Links} {GraphSetting.BuildCandidates}"));

    public (double Seconds, int[] Found) Search(int candidates, int threads, int rounds)
    {
        string labels = Path.Combine(_folder, "hnswlib.labels");
        double seconds = Number(_program.Ask($"search {candidates} {threads} {GraphSetting.Top} {rounds} {labels}"));
        return (seconds / rounds, VectorFiles.ReadPositions(labels));
    }

    /// <summary>Length of the file that the library saves its index to, vectors included.</summary>
    public double Bytes() => Number(_program.Ask($"bytes {Path.Combine(_folder, "hnswlib.index")}"));

    public void Dispose() => _program.Dispose();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
