using Lookalike.Imaging.Faults;

namespace Lookalike.Cli.Output;

/// <summary>
/// Says which pictures could not be read: each as it is met, but of those that are in a format that is not read one of each kind, for a telephone may have
/// thousands of them. Thread-safe.
/// </summary>
internal sealed class FailedPictures
{
    private readonly Terminal _terminal;
    private readonly OnceOfEach _unsupported;

    private FailedPictures(Terminal terminal) => (_terminal, _unsupported) = (terminal, new OnceOfEach(Say));

    /// <summary>Runs work under bars that may add to them, and then says what is left to say.</summary>
    public static Task<T> WithStagesAsync<T>(Terminal terminal, Func<StageBars, FailedPictures, Task<T>> work) => terminal.WithStagesAsync(async bars =>
    {
        var failed = new FailedPictures(terminal);
        try
        {
            return await work(bars, failed);
        }
        finally
        {
            failed._unsupported.SayAll((kind, others) =>
                $"The same holds for {others:N0} other {kind} {(others == 1 ? "file" : "files")}; {VerbosityOptions.Verbose} names them.");
        }
    });

    /// <summary>Adds one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="message">The same in words.</param>
    public void Add(string path, PictureFault fault, string message)
    {
        string kind = Path.GetExtension(path);
        if (_terminal.IsVerbose || fault != PictureFault.Unsupported || kind.Length == 0) Say(message);
        else _unsupported.Add(kind, message);
    }

    private void Say(string message) => _terminal.Fault(message);
}
