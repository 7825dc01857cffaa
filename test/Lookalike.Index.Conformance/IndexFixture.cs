namespace Lookalike.Index.Conformance;

/// <summary>An engine as the suite sees it. One fixture lives as long as one test class.</summary>
public abstract class IndexFixture : IAsyncLifetime
{
    /// <summary>The engine.</summary>
    public abstract IIndexEngine Engine { get; }

    /// <summary>The images from which on approximate searches walk a graph once it is prepared; null where they never do.</summary>
    public virtual int? ImagesOfAGraph => null;

    /// <summary>A location at which there is nothing.</summary>
    public abstract string NewLocation();

    /// <inheritdoc />
    public virtual ValueTask InitializeAsync() => default;

    /// <summary>Takes away what the tests made.</summary>
    /// <returns>A task that ends when all is gone.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
