using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Lookalike.Testing;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLoggers : ILoggerFactory
{
    public ConcurrentQueue<(LogLevel Level, string Category, int Id, string Message)> Entries { get; } = [];

    /// <summary>The events of a category, in order.</summary>
    public IEnumerable<int> Ids(string category) => Entries.Where(e => e.Category == category).Select(e => e.Id);

    public ILogger CreateLogger(string categoryName) => new RecordingLogger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class RecordingLogger(RecordingLoggers all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Entries.Enqueue((logLevel, category, eventId.Id, formatter(state, exception)));
    }
}
