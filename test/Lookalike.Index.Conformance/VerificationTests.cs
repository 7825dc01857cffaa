using Lookalike.Index.Verification;

namespace Lookalike.Index.Conformance;

/// <summary>An engine that can look for damage finds none in what it wrote; another says that it cannot.</summary>
public abstract class VerificationTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    /// <summary>Whether the engine can.</summary>
    protected abstract bool CanVerify { get; }

    [Fact]
    public async Task A_sound_index_has_no_faults()
    {
        using IIndexStore store = await CreateAsync(Enumerable.Range(0, 20).Select(Picture));
        IIndexVerification? verification = store.Capability<IIndexVerification>();
        Assert.Equal(CanVerify, verification is not null);
        if (verification is null) return;

        IndexReport report = await verification.VerifyAsync(Token);
        await verification.MendAsync(report.Faults, Token);

        Assert.Empty(report.Faults);
        Assert.Equal(20, report.Records);
        Assert.Equal(20, await store.CountAsync(Token));
    }

    [Fact]
    public async Task What_no_engine_can_do_is_null()
    {
        using IIndexStore store = await CreateAsync();

        Assert.Null(store.Capability<string>());
    }
}
