using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Browsing;

/// <summary>A browser that is German, whose user has chosen nothing.</summary>
public sealed class GermanTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private protected override BrowserNewContextOptions Options => new() { Locale = "de-DE", ViewportSize = new() { Width = 900, Height = 600 } };

    [Fact]
    public async Task The_page_speaks_German()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F03.png");
        await ExpectHitsAsync("03.png", count: 30);
        await Expect(Page.Locator(".said")).ToContainTextAsync("30 ähnliche Bilder");
        await Expect(Page.Locator("header .status")).ToHaveTextAsync("74 Bilder");
        await Assertions.Expect(Page).ToHaveTitleAsync("Suche – Lookalike");
    }
}
