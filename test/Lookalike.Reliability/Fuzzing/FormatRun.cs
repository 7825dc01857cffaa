using System.Diagnostics;
using System.Globalization;

namespace Lookalike.Reliability.Fuzzing;

/// <summary>Has processes read the inputs of one format, and begins another where one is ended by its input.</summary>
internal sealed class FormatRun(string format, string folder, int seed, FuzzLimits limits, string? keep)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly FormatTally _tally = new(format);
    private int _current;
    private TimeSpan _processor;
    private TimeSpan _processorAtStart;
    private long _heardAt;
    private Outcome? _stopped;

    public async Task<FormatTally> RunAsync(int first, int count)
    {
        int next = first, end = first + count;
        for (int starts = 0; next < end; starts++)
        {
            if (starts > limits.MostRestarts)
            {
                _tally.GaveUp = true;
                break;
            }

            next = await RunProcessAsync(next, end - next);
        }

        return _tally;
    }

    /// <returns>The first number that is still to be read.</returns>
    private async Task<int> RunProcessAsync(int first, int count)
    {
        (_current, _stopped, _heardAt, _processor) = (-1, null, Stopwatch.GetTimestamp(), TimeSpan.Zero);
        Directory.CreateDirectory(folder);
        int done = first;
        using Process child = Start(first, count);
        Task<string> errors = child.StandardError.ReadToEndAsync();
        Task<string?> line = child.StandardOutput.ReadLineAsync();
        while (true)
        {
            if (await Task.WhenAny(line, Task.Delay(Poll)) != line)
            {
                Watch(child);
                continue;
            }

            if (await line is not { } text) break;
            if (Take(text)) done = _current + 1;
            line = child.StandardOutput.ReadLineAsync();
        }

        await child.WaitForExitAsync();
        _tally.Processor += _processor;
        string error = await errors;
        if (keep is not null) Console.Error.Write(error);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        if (done >= first + count || (done > _current && _current >= 0 && child.ExitCode == 1)) return done;
        if (_current < first) throw new InvalidOperationException($"The process for {format} ended with {child.ExitCode} before its first input: {error}");
        string lastWords = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        _tally.Add(_current, _stopped ?? new Outcome(Verdict.Crash, $"the process ended with {child.ExitCode}. {lastWords}"));
        return _current + 1;
    }

    private Process Start(int first, int count)
    {
        string[] arguments =
        [
            FuzzChild.Name, format, folder, Text(seed), Text(first), Text(count), "--memory", Text(limits.Memory), .. keep is null ? (string[])[] : ["--keep", keep],
        ];
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

        // Room for the runtime's own; what is beyond is an OutOfMemoryException, and so a finding with a stack.
        start.Environment["DOTNET_GCHeapHardLimit"] = (limits.Memory * (1L << 20)).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["OMP_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }

    private bool Take(string text)
    {
        _heardAt = Stopwatch.GetTimestamp();
        string[] words = text.Split(' ', 5);
        int number = int.Parse(words[1], CultureInfo.InvariantCulture);
        if (words[0] != "<")
        {
            _processor = TimeSpan.FromMilliseconds(double.Parse(words[2], CultureInfo.InvariantCulture));
            if (words[0] == ">") (_current, _processorAtStart) = (number, _processor);
            return false;
        }

        _tally.SawMemory(long.Parse(words[3], CultureInfo.InvariantCulture));
        _tally.Add(number, new Outcome(Enum.Parse<Verdict>(words[2]), words.Length > 4 ? words[4] : ""));
        return true;
    }

    private void Watch(Process child)
    {
        if (_stopped is not null || !TryMeasure(child, out long memory)) return;
        TimeSpan processor = _processor - _processorAtStart;
        if (_current >= 0 && processor > limits.Processor) _stopped = new Outcome(Verdict.Hang, $"not over after {processor.TotalSeconds:0} s of processor time");
        else if (Stopwatch.GetElapsedTime(_heardAt) > limits.Wait) _stopped = new Outcome(Verdict.Hang, $"nothing for {limits.Wait.TotalMinutes:0} minutes");
        else if (memory > 2L * limits.Memory) _stopped = new Outcome(Verdict.Memory, $"{memory} MB of memory");
        if (_stopped is null) return;
        _tally.SawMemory(memory);
        child.Kill();
    }

    private bool TryMeasure(Process child, out long memory)
    {
        memory = 0;
        try
        {
            child.Refresh();
            (_processor, memory) = (child.TotalProcessorTime, child.WorkingSet64 >> 20);
            return true;
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself; what it said last is still to be read.
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
