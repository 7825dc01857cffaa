using Lookalike.Index.Conformance;

namespace Lookalike.Index.Tests.Conformance;

// The whole suite; MemorySuiteCompletenessTests sees to that.

public sealed class MemorySuiteCompletenessTests : SuiteCompletenessTests;

public sealed class MemoryOpeningTests(MemoryFixture fixture) : OpeningTests(fixture), IClassFixture<MemoryFixture>;

public sealed class MemoryDescriptionTests(MemoryFixture fixture) : DescriptionTests(fixture), IClassFixture<MemoryFixture>;

public sealed class MemoryRecordTests(MemoryFixture fixture) : RecordTests(fixture), IClassFixture<MemoryFixture>;

public sealed class MemorySnapshotTests(MemoryFixture fixture) : SnapshotTests(fixture), IClassFixture<MemoryFixture>;

public sealed class MemorySearchTests(MemoryFixture fixture) : SearchTests(fixture), IClassFixture<MemoryFixture>;

public sealed class MemoryPreparationTests(MemoryFixture fixture) : PreparationTests(fixture), IClassFixture<MemoryFixture>;

public sealed class MemoryOneMomentTests(MemoryFixture fixture) : OneMomentTests(fixture), IClassFixture<MemoryFixture>;

public sealed class MemoryVerificationTests(MemoryFixture fixture) : VerificationTests(fixture), IClassFixture<MemoryFixture>
{
    protected override bool CanVerify => false;
}
