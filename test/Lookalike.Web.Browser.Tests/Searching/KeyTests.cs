using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Searching;

/// <summary>Searching with a picture that is indexed.</summary>
public sealed class KeyTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private ILocator Field => Page.GetByRole(AriaRole.Textbox, new() { Name = "Key of an indexed picture" });

    [Fact]
    public async Task A_picture_is_named_by_mouse()
    {
        await OpenAsync();
        await Field.ClickAsync();
        await Field.FillAsync("pictures/green/04.png");
        await Button("Search with it").ClickAsync();
        await ExpectHitsAsync("04.png", count: 30);
    }

    [Fact]
    public async Task A_picture_is_named_by_keyboard()
    {
        await OpenAsync();
        await Page.Keyboard.PressAsync("/");
        await Expect(Field).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("pictures/wie & so/nah.png");
        await Page.Keyboard.PressAsync("Enter");
        await ExpectHitsAsync("nah.png", count: 30);
    }

    [Fact]
    public async Task One_begins_with_a_picture_of_the_collection_by_mouse()
    {
        await OpenAsync();
        await Page.GetByRole(AriaRole.List, new() { Name = "Or begin with one of yours:" }).GetByRole(AriaRole.Button, new() { Name = "02.png" }).ClickAsync();
        await ExpectHitsAsync("02.png", count: 30);
    }

    [Fact]
    public async Task One_begins_with_a_picture_of_the_collection_by_keyboard()
    {
        await OpenAsync();
        await TabToAsync(Page.GetByRole(AriaRole.List, new() { Name = "Or begin with one of yours:" }).GetByRole(AriaRole.Button, new() { Name = "03.png" }));
        await Page.Keyboard.PressAsync("Enter");
        await ExpectHitsAsync("03.png", count: 30);
    }

    [Fact]
    public async Task A_key_that_there_is_not_is_told_in_plain_words()
    {
        await OpenAsync("?like=1::pictures%2Fmissing.png");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The index has no image of this key.");
        await Expect(Hits).ToHaveCountAsync(0);
    }
}
