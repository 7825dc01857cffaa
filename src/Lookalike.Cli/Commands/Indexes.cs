using Lookalike.Index;
using Lookalike.Index.Sqlite;

namespace Lookalike.Cli.Commands;

/// <summary>Where this program keeps its indexes: the one place that names an engine.</summary>
internal static class Indexes
{
    public static IIndexEngine Engine { get; } = new SqliteIndexEngine();
}
