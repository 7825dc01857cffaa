using System.Text;

namespace Lookalike.Testing;

/// <summary>What a program writes to a stream, kept as it comes, so that it can be told of a program that never ends. Safe from any thread.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private readonly Task _reading;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lineStart;

    /// <summary>Begins to read.</summary>
    public Transcript(StreamReader stream) => _reading = ReadAsync(stream);

    /// <summary>The next line that was not asked for yet, without its end; null where the stream ended before one began.</summary>
    public async Task<string?> NextLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_text)
            {
                string rest = _text.ToString(_lineStart, _text.Length - _lineStart);
                int end = rest.IndexOf('\n', StringComparison.Ordinal);
                if (end >= 0 || _reading.IsCompleted)
                {
                    _lineStart += end >= 0 ? end + 1 : rest.Length;
                    return end >= 0 ? rest[..end] : rest.Length > 0 ? rest : null;
                }

                more = _more.Task;
            }

            await Task.WhenAny(more, _reading).WaitAsync(cancellationToken);
        }
    }

    /// <summary>All of it, once it has ended.</summary>
    public async Task<string> WholeAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        return ToString();
    }

    /// <summary>All so far.</summary>
    public override string ToString()
    {
        lock (_text) return _text.ToString();
    }

    private async Task ReadAsync(StreamReader stream)
    {
        char[] buffer = new char[4096];
        while (await stream.ReadAsync(buffer) is var count and > 0)
        {
            TaskCompletionSource heard;
            lock (_text)
            {
                _text.Append(buffer, 0, count);
                (heard, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            heard.SetResult();
        }
    }
}
