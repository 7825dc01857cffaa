using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Lookalike.Core.Files;
using Lookalike.Models;

namespace Lookalike.Training.Logs;

/// <summary>
/// Appends lines to the log of a run. The first takes the place of the log that was there, whole or not at all. What cannot be written is left away: no
/// run is lost for want of a log.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="notice">Told, once, what cannot be written.</param>
internal sealed class RunLogWriter(string path, TimeProvider clock, Action<string> notice) : IDisposable
{
    private FileStream? _file;
    private bool _gaveUp;
    private long _length; // of whole lines

    /// <summary>Whether a line was written.</summary>
    public bool HasBegun => _file is not null;

    /// <summary>Writes a line.</summary>
    /// <param name="name">What kind it is.</param>
    /// <param name="said">What it says; taken over.</param>
    public void Write(string name, JsonObject said)
    {
        if (_gaveUp) return;
        var line = new JsonObject();
        if (_file is null) line["schemaVersion"] = RunLogFile.SchemaVersion;
        line["event"] = name;
        line["time"] = clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        foreach ((string member, JsonNode? value) in said.ToArray())
        {
            if (value is null) continue;
            said.Remove(member);
            line[member] = value;
        }

        try
        {
            Append(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _gaveUp = true;
            Shorten();
            notice($"The log of the run, which `lookalike serve` shows, cannot be written: {e.Message} Training goes on without.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // A full disk, of which Write has told.
        }
    }

    private void Append(byte[] line)
    {
        if (_file is null)
        {
            AtomicFile.Write(path, line);
            _length = line.Length;
            _file = new FileStream(AtomicFile.Target(path), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return;
        }

        _file.Write(line);
        _length += line.Length;
    }

    /// <summary>Leaves no half of a line.</summary>
    private void Shorten()
    {
        try
        {
            _file?.SetLength(_length);
        }
        catch (IOException)
        {
            // Whoever reads it passes over what is no line.
        }
    }
}
