using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Browsing;

/// <summary>All pictures by key.</summary>
public sealed class CollectionTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private ILocator Pictures => Page.GetByRole(AriaRole.List, new() { Name = "Collection" }).GetByRole(AriaRole.Button);

    [Fact]
    public async Task One_browses_by_mouse_and_searches_with_a_picture()
    {
        await OpenAsync();
        await Button("Collection").ClickAsync();
        await Expect(Pictures).ToHaveCountAsync(60);
        await Pictures.Last.ScrollIntoViewIfNeededAsync();
        await Expect(Pictures).ToHaveCountAsync(73);
        string[] keys = await Pictures.EvaluateAllAsync<string[]>("pictures => pictures.map(picture => picture.title)");
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        await Page.GetByTitle("pictures/red/10.png").ClickAsync();
        await ExpectHitsAsync("10.png", count: 30);
        await Expect(Chips).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task One_browses_by_keyboard_and_searches_with_a_picture()
    {
        await OpenAsync();
        await TabToAsync(Button("Collection"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Pictures).ToHaveCountAsync(60);
        await TabToAsync(Page.GetByTitle("pictures/blue/05.png"));
        await Page.Keyboard.PressAsync("Enter");
        await ExpectHitsAsync("05.png", count: 30);
    }

    [Fact]
    public async Task A_pattern_narrows_it()
    {
        await OpenAsync("?view=collection");
        await TabToAsync(Page.GetByLabel("Only keys like"));
        await Page.Keyboard.TypeAsync("pictures/wie*/**");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Pictures).ToHaveCountAsync(1);
        await Page.GetByLabel("Only keys like").FillAsync("none");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByText("No picture fits.")).ToBeVisibleAsync();
    }
}
