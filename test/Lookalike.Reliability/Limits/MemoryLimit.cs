using System.Globalization;

namespace Lookalike.Reliability.Limits;

/// <summary>Memory for a process and no more: a control group where one can be made (as root), else only the collected heap is limited.</summary>
internal sealed class MemoryLimit : IDisposable
{
    private readonly string? _group;

    private MemoryLimit(string? group, Dictionary<string, string> environment) => (_group, Environment) = (group, environment);

    /// <summary>True where all memory of the process is limited, and it is killed above.</summary>
    public bool IsReal => _group is not null;

    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A script that runs <c>"$0" "$@"</c> under the limit.</summary>
    public string Script => _group is null ? "exec \"$0\" \"$@\"" : $"echo $$ > {_group}/cgroup.procs && exec \"$0\" \"$@\"";

    public static MemoryLimit Create(int megabytes)
    {
        string bytes = (megabytes * (1L << 20)).ToString(CultureInfo.InvariantCulture), name = $"lookalike-{System.Environment.ProcessId}";
        foreach ((string parent, string file) in new[] { ("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max") })
        {
            string group = Path.Combine(parent, name);
            try
            {
                Directory.CreateDirectory(group);
                File.WriteAllText(Path.Combine(group, file), bytes);
                return new MemoryLimit(group, []);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (Directory.Exists(group)) Directory.Delete(group);
            }
        }

        return new MemoryLimit(null, new() { ["DOTNET_GCHeapHardLimit"] = (megabytes * (1L << 20)).ToString("x", CultureInfo.InvariantCulture) });
    }

    public void Dispose()
    {
        if (_group is not null) Directory.Delete(_group);
    }
}
