using Lookalike.Index.Conformance;

namespace Lookalike.Index.Sqlite.Tests.Conformance;

/// <summary>Indexes in files of one folder.</summary>
public sealed class SqliteFixture : IndexFixture
{
    private readonly Scratch _scratch = new();

    public override IIndexEngine Engine { get; } = new SqliteIndexEngine();

    public override int? ImagesOfAGraph => 10_500;

    public override string NewLocation() => _scratch[$"{Guid.NewGuid():N}.db"];

    public override ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return base.DisposeAsync();
    }
}
