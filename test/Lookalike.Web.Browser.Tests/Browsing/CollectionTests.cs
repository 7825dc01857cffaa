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
        await Expect(Pictures).ToHaveCountAsync(74);
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
        await OpenAsync("#collection");
        await TabToAsync(Page.GetByLabel("Only keys like"));
        await Page.Keyboard.TypeAsync("pictures/wie*/**");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Pictures).ToHaveCountAsync(2);
        await Page.GetByLabel("Only keys like").FillAsync("none");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByText("No picture fits.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_strangest_come_first_on_wish_by_mouse()
    {
        await OpenAsync("#collection");
        await Page.GetByLabel("Order").SelectOptionAsync("strangeness");
        await ExpectStrangestAsync();
        await Page.ReloadAsync();
        await ExpectStrangestAsync();
    }

    [Fact]
    public async Task The_strangest_come_first_on_wish_by_keyboard()
    {
        await OpenAsync("#collection");
        await TabToAsync(Page.GetByLabel("Order"));
        await Page.Keyboard.PressAsync("s");
        await ExpectStrangestAsync();
    }

    [Fact]
    public async Task The_arrows_go_through_it()
    {
        await OpenAsync("#collection");
        await TabToAsync(Pictures.First);
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Pictures.Nth(1)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("End");
        await Page.Keyboard.PressAsync("Home");
        await Expect(Pictures.First).ToBeFocusedAsync();
    }

    /// <summary>First the one that is like no other, last the two that are nearly the same.</summary>
    private async Task ExpectStrangestAsync()
    {
        await Expect(Pictures.First).ToHaveAttributeAsync("title", "pictures/wie & so/gelb.png");
        await Expect(Pictures).ToHaveCountAsync(60);
        await Pictures.Last.ScrollIntoViewIfNeededAsync();
        await Expect(Pictures).ToHaveCountAsync(74);
        string[] last = await Pictures.EvaluateAllAsync<string[]>("pictures => pictures.slice(-2).map(picture => picture.title)");
        Assert.Equal(["pictures/red/00.png", "pictures/wie & so/nah.png"], last.Order(StringComparer.Ordinal));
    }
}
