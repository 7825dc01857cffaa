using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Lookalike.Reliability.Upserts;

/// <summary>A process that writes batches until it is killed, and says of each that it is stored.</summary>
internal static class UpsertChild
{
    private const string Name = "upsert-child";
    private const int BatchesOfGraph = 4;

    public static Command Create()
    {
        Argument<string> path = new("file");
        Argument<int> first = new("first");
        var command = new Command(Name, "Writes batches until it is killed.") { path, first };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            using var file = new UpsertFile(parsed.GetRequiredValue(path));
            for (int batch = parsed.GetValue(first); ; batch++)
            {
                await file.Records.UpsertAsync(UpsertRecord.Batch(batch * UpsertFile.Batch, UpsertFile.Batch), cancellation);
                await Console.Out.WriteLineAsync(batch.ToString(CultureInfo.InvariantCulture));
                await Console.Out.FlushAsync(cancellation);
                if (batch % BatchesOfGraph == 0) await file.Records.BuildGraphsAsync(progress: null, cancellation);
            }
        });
        return command;
    }

    public static Process Start(string path, int first)
    {
        string[] arguments = [Name, path, first.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    /// <summary>Waits for the first batch.</summary>
    public static string FirstLine(Process child) =>
        child.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended before its first batch.");

    /// <summary>What it had said when it was killed: the number of batches, those before its first among them.</summary>
    public static int Reported(string firstLine, Process child)
    {
        // Some of it is still in the pipe; a last line without its end was not said.
        string[] lines = (firstLine + "\n" + child.StandardOutput.ReadToEnd()).Split('\n');
        child.WaitForExit();
        return int.Parse(lines[^2], CultureInfo.InvariantCulture) + 1;
    }
}
