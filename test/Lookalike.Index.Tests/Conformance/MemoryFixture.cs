using Lookalike.Index.Conformance;
using Lookalike.Index.Conformance.Memory;

namespace Lookalike.Index.Tests.Conformance;

/// <summary>Indexes in memory.</summary>
public sealed class MemoryFixture : IndexFixture
{
    public override IIndexEngine Engine { get; } = new MemoryEngine();

    public override string NewLocation() => Guid.NewGuid().ToString();
}
