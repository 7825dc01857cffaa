namespace Lookalike.Terminals.Display;

/// <summary>Progress as plain lines, one every ten seconds at most, for logs and pipes.</summary>
internal sealed class PlainProgressBar(TextWriter output, string title, double total, TimeProvider time) : IProgressBar
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private long _last = time.GetTimestamp();
    private bool _isBegun;

    public void Set(double done, string? detail = null)
    {
        if (time.GetElapsedTime(_last) < Interval) return;
        _last = time.GetTimestamp();
        _isBegun = true;
        output.WriteLine($"{title}: {done / total:P0}{(detail is null ? "" : $", {detail}")}");
    }

    public void Line(string text) => output.WriteLine(text);

    public void End()
    {
        if (_isBegun) output.WriteLine($"{title}: {1:P0}");
    }
}
