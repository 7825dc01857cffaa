using System.Text.RegularExpressions;
using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Searching;

/// <summary>What is found, how it is narrowed, and how one goes through it.</summary>
public sealed class HitsTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private const string Link = "?like=1::pictures%2Fred%2F00.png";

    [Fact]
    public async Task Hits_come_nearest_first_with_their_distances_which_screen_readers_are_told_too()
    {
        await OpenAsync(Link);
        await ExpectHitsAsync("00.png", count: 30);
        await Expect(Hits.Nth(0).Locator(".far")).ToHaveTextAsync("0.000");
        await Expect(HitNames.Nth(1)).ToHaveTextAsync("nah.png");
        await Expect(Button("1: 00.png, distance 0.000", exact: false)).ToBeVisibleAsync();
        await Expect(Page.Locator("#announcements")).ToContainTextAsync("30 look-alikes shown, of 74 pictures");
    }

    [Fact]
    public async Task More_hits_come_as_one_scrolls_until_there_are_no_more()
    {
        await OpenAsync(Link);
        await ExpectHitsAsync("00.png", count: 30);
        await Page.Mouse.MoveAsync(400, 300);
        await Page.Mouse.WheelAsync(0, 100_000);
        await Expect(Hits.Nth(59)).ToBeAttachedAsync();
        await Page.Mouse.WheelAsync(0, 100_000);
        await Expect(Hits).ToHaveCountAsync(74);

        string[] titles = await HitNames.EvaluateAllAsync<string[]>("names => names.map(name => name.title)");
        Assert.Equal(74, titles.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task More_hits_come_as_the_arrows_go_through_them_until_there_are_no_more()
    {
        await OpenAsync(Link);
        await ExpectHitsAsync("00.png", count: 30);
        await TabToAsync(Hits.First.Locator(".open"));
        foreach (int count in (int[])[60, 74])
        {
            await Page.Keyboard.PressAsync("End");
            await Expect(Hits).ToHaveCountAsync(count);
        }

        await Page.Keyboard.PressAsync("End");
        await Expect(Hits.Last.Locator(".open")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowUp");
        await Expect(Hits.Last.Locator(".open")).Not.ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Home");
        await Expect(Hits.First.Locator(".open")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Patterns_and_near_copies_narrow_it_by_mouse()
    {
        await OpenAsync(Link);
        await Page.GetByLabel("Hide near copies").CheckAsync();
        await Expect(Hits.First.Locator(".far")).ToContainTextAsync("and 1 near copy");
        await Expect(HitNames.Filter(new() { HasText = "nah.png" })).ToHaveCountAsync(0);

        ILocator match = Page.GetByLabel("Only keys like");
        await match.FillAsync("**/green/0?.png");
        await Page.Locator("h1").ClickAsync();
        await Expect(Hits).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task Patterns_and_near_copies_narrow_it_by_keyboard()
    {
        await OpenAsync(Link);
        await TabToAsync(Page.GetByLabel("Only keys like"));
        await Page.Keyboard.TypeAsync("**/blue/1*.png");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Hits).ToHaveCountAsync(10);
        await TabToAsync(Page.GetByLabel("Hide near copies"));
        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("match=.*&collapse=1"));
        await Expect(Page.GetByLabel("Hide near copies")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_pattern_that_fits_nothing_says_so()
    {
        await OpenAsync($"{Link}&match=nothing/**");
        await Expect(Page.Locator(".said")).ToHaveTextAsync("Nothing was found.");
    }
}
