using System.Globalization;

namespace Lookalike.Benchmarks;

/// <summary>faiss's exact index in a Python process of its own.</summary>
internal sealed class FaissProgram : IDisposable
{
    private const string Installation = "Install it with a fast one: apt-get install -y python3-faiss libopenblas0-pthread";

    private static readonly string[] FastLibraries = ["openblas", "mkl", "blis"];

    private readonly string _folder;
    private readonly LineProgram _program;

    /// <param name="python">The Python that has faiss.</param>
    /// <param name="folder">An existing folder for what it finds.</param>
    public FaissProgram(string python, string folder)
    {
        _folder = folder;
        try
        {
            _program = new LineProgram(python, Path.Combine(AppContext.BaseDirectory, "faiss_bench.py"));
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"faiss is compared with, and {python} has none. {Installation}", e);
        }

        Information = _program.Ask("info");
        if (!FastLibraries.Any(name => Information.Contains(name, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidOperationException($"faiss multiplies with the reference BLAS, which is many times slower than one that is made for speed: {Information}. {Installation}");
    }

    /// <summary>Version, instruction sets, libraries and threads.</summary>
    public string Information { get; }

    public void Load(string vectors, int dimension, string queries)
    {
        _program.Ask($"load {vectors} {dimension}");
        _program.Ask($"queries {queries}");
    }

    /// <summary>Searches the first so many queries; seconds, and the positions found, [count, top].</summary>
    public (double Seconds, int[] Found) Search(int threads, int top, int count)
    {
        string labels = Path.Combine(_folder, "faiss.labels");
        double seconds = double.Parse(_program.Ask($"search {threads} {top} {count} {labels}"), CultureInfo.InvariantCulture);
        return (seconds, VectorFiles.ReadPositions(labels));
    }

    public void Dispose() => _program.Dispose();
}
