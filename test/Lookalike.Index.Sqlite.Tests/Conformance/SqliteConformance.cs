using Lookalike.Index.Conformance;

namespace Lookalike.Index.Sqlite.Tests.Conformance;

// The whole suite; SqliteSuiteCompletenessTests sees to that.

public sealed class SqliteSuiteCompletenessTests : SuiteCompletenessTests;

public sealed class SqliteOpeningTests(SqliteFixture fixture) : OpeningTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteDescriptionTests(SqliteFixture fixture) : DescriptionTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRecordTests(SqliteFixture fixture) : RecordTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteSnapshotTests(SqliteFixture fixture) : SnapshotTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteSearchTests(SqliteFixture fixture) : SearchTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqlitePreparationTests(SqliteFixture fixture) : PreparationTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteOneMomentTests(SqliteFixture fixture) : OneMomentTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteVerificationTests(SqliteFixture fixture) : VerificationTests(fixture), IClassFixture<SqliteFixture>
{
    protected override bool CanVerify => true;
}
