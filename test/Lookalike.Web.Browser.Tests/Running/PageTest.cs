using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Running;

/// <summary>
/// A test of the page in a browser of its own. Whatever it is about, it also fails where anything was asked of another origin, or a script failed or
/// was refused.
/// </summary>
public abstract class PageTest(HeadlessChromium chromium, Servers servers) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _elsewhere = [], _faults = [];
    private IBrowserContext? _context;
    private IPage? _page;
    private Uri? _address;

    protected IPage Page => _page!;

    protected IBrowserContext Context => _context!;

    protected Servers Servers => servers;

    /// <summary>The hits of a search, and their names in order.</summary>
    protected ILocator Hits => Page.Locator("lk-hits .hit");

    protected ILocator HitNames => Page.Locator("lk-hits .hit .name");

    /// <summary>The pictures that are searched with.</summary>
    protected ILocator Chips => Page.GetByRole(AriaRole.List, new() { Name = "What is searched for" }).GetByRole(AriaRole.Listitem);

    /// <summary>How the browser is set up.</summary>
    private protected virtual BrowserNewContextOptions Options => new() { Locale = "en-GB", ViewportSize = new() { Width = 900, Height = 600 } };

    /// <summary>What it shows.</summary>
    private protected virtual Task<PictureServer> ServerAsync() => servers.Coloured;

    public async ValueTask InitializeAsync()
    {
        _context = await chromium.NewContextAsync(Options);
        _address = (await ServerAsync()).Address;
        _context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _elsewhere.Enqueue(request.Url);
        };
        _page = await _context.NewPageAsync();
        _page.PageError += (_, error) => _faults.Enqueue(error);
        _page.Console += (_, message) =>
        {
            // What the server refuses the browser tells too; whether that was wanted is the test's business.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _faults.Enqueue(message.Text);
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_context is not null) await _context.DisposeAsync();
        await EndAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(_elsewhere);
        Assert.Empty(_faults);
    }

    /// <summary>Ends what a test started itself.</summary>
    private protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>Opens the page and waits until it says how many pictures there are.</summary>
    /// <param name="link">The query of the address.</param>
    protected async Task OpenAsync(string link = "")
    {
        await Page.GotoAsync(new Uri(_address!, link).AbsoluteUri);
        await Expect(Page.Locator("header .status")).ToHaveTextAsync(new Regex("[0-9]"));
    }

    /// <summary>Waits for a number of hits, of which the first has a name.</summary>
    protected async Task ExpectHitsAsync(string first, int count)
    {
        await Expect(HitNames.First).ToHaveTextAsync(first);
        await Expect(Hits).ToHaveCountAsync(count);
    }

    /// <summary>Goes to something with the Tab key alone.</summary>
    protected async Task TabToAsync(ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (int i = 0; i < 100; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not come to {target}.");
    }

    protected ILocator Button(string name, bool exact = true) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
