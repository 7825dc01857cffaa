namespace Lookalike.Application.Tests.Health;

/// <summary>A sound index of a folder, made once. Each test damages a copy; nothing writes to the folder.</summary>
public sealed class SoundIndex : IAsyncLifetime
{
    internal PictureIndex Made { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Made = await PictureIndex.CreateAsync();

    public ValueTask DisposeAsync()
    {
        Made.Dispose();
        return ValueTask.CompletedTask;
    }
}
