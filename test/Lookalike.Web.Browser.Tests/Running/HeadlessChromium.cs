using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Lookalike.Web.Browser.Tests.Running.HeadlessChromium))]

namespace Lookalike.Web.Browser.Tests.Running;

/// <summary>The Chromium of this machine, started once for all tests. Nothing is fetched: a machine without one leaves them out, and says so.</summary>
public sealed class HeadlessChromium : IAsyncLifetime
{
    /// <summary>How long anything is waited for, in milliseconds: long enough for a machine that has much else to do.</summary>
    public const float Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (ProgramOnPath.Find("chromium", "chromium-browser", "google-chrome") is not { } program) return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Timeout = Patience,
            ChromiumSandbox = Environment.UserName != "root", // Chromium has no sandbox for root
            Args = ["--disable-dev-shm-usage", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
        });
    }

    /// <summary>A browser as if newly installed: nothing kept, nothing cached.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        if (_browser is null) Assert.Skip("Neither chromium nor google-chrome is on this machine, so the page was not run.");
        IBrowserContext context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
