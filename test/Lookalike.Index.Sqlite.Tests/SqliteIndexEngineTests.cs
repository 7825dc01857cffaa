namespace Lookalike.Index.Sqlite.Tests;

public sealed class SqliteIndexEngineTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly IIndexEngine _engine = new SqliteIndexEngine();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("folder", "is a folder, and an index is a file")]
    [InlineData("pipe", "is a named pipe, and an index is a file")]
    public async Task What_is_no_file_is_called_what_it_is_and_not_waited_for(string what, string message)
    {
        string path = _scratch[what];
        if (what == "folder") Directory.CreateDirectory(path);
        else Shell.Run("mkfifo", path);
        CancellationToken token = TestContext.Current.CancellationToken;

        Assert.Contains(message, (await Assert.ThrowsAsync<IndexException>(() => _engine.ExistsAsync(path, token))).Message, StringComparison.Ordinal);
        Assert.Contains(message, (await Assert.ThrowsAsync<IndexException>(() => _engine.OpenAsync(path, token))).Message, StringComparison.Ordinal);
        Assert.Contains(message, (await Assert.ThrowsAsync<IndexException>(() => _engine.OpenForWritingAsync(path, token))).Message, StringComparison.Ordinal);
    }
}
