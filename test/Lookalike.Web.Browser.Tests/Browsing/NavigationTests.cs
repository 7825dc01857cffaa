using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Browsing;

/// <summary>Links, the way back, the list of keys, and languages.</summary>
public sealed class NavigationTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    [Fact]
    public async Task A_link_reproduces_what_one_sees()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        await Hits.Filter(new() { HasText = "08.png" }).First.GetByRole(AriaRole.Button, new() { Name = "Less like this" }).ClickAsync();
        await Page.GetByLabel("Hide near copies").CheckAsync();
        await Page.GetByLabel("Only keys like").FillAsync("**/0*.png");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Hits).ToHaveCountAsync(30);
        await Expect(Page.Locator(".said")).ToContainTextAsync("30 look-alikes");
        string[] before = [.. await HitNames.AllInnerTextsAsync()];

        string link = new Uri(Page.Url).Query;
        await Page.GotoAsync("about:blank");
        await OpenAsync(link);
        await Expect(HitNames).ToHaveTextAsync(before);
        await Expect(Chips).ToHaveCountAsync(2);
        await Expect(Page.GetByLabel("Hide near copies")).ToBeCheckedAsync();
        await Expect(Page.GetByLabel("Only keys like")).ToHaveValueAsync("**/0*.png");
    }

    [Fact]
    public async Task The_way_back_leads_through_what_one_saw_and_forth_again()
    {
        await OpenAsync();
        await Button("Collection").ClickAsync();
        await Page.GetByTitle("pictures/red/01.png").ClickAsync();
        await ExpectHitsAsync("01.png", count: 30);
        await Hits.Nth(1).GetByRole(AriaRole.Button, new() { Name = "More like this" }).ClickAsync();
        await Expect(Chips).ToHaveCountAsync(2);

        await Page.GoBackAsync();
        await Expect(Chips).ToHaveCountAsync(1);
        await ExpectHitsAsync("01.png", count: 30);
        await Page.GoBackAsync();
        await Expect(Page.GetByTitle("pictures/red/01.png")).ToBeVisibleAsync();
        await Page.GoForwardAsync();
        await ExpectHitsAsync("01.png", count: 30);
    }

    [Fact]
    public async Task The_list_of_keys_is_shown_and_hidden_by_mouse_and_by_keyboard()
    {
        await OpenAsync();
        ILocator keys = Page.Locator("#keys");
        await Expect(keys).ToBeHiddenAsync();
        await Button("Keys").ClickAsync();
        await Expect(keys).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(keys).ToBeHiddenAsync();
        await Page.Keyboard.PressAsync("?");
        await Expect(keys).ToContainTextAsync("Enter compare");
        await Page.Keyboard.PressAsync("?");
        await Expect(keys).ToBeHiddenAsync();

        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.TypeAsync("what?");
        await Expect(keys).ToBeHiddenAsync(); // in a field it is a character
    }

    [Fact]
    public async Task The_language_is_chosen_by_mouse_and_by_keyboard_and_kept()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        ILocator language = Page.GetByRole(AriaRole.Combobox);
        await language.SelectOptionAsync("de");
        await Expect(Button("Sammlung")).ToBeVisibleAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await Expect(Hits.First.Locator(".far")).ToHaveTextAsync("0,000");
        await Page.ReloadAsync();
        await Expect(Button("Sammlung")).ToBeVisibleAsync();

        await TabToAsync(language);
        await Page.Keyboard.PressAsync("e");
        await Expect(Button("Collection")).ToBeVisibleAsync();
    }
}
