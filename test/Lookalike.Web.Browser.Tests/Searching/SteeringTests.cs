using System.Text.RegularExpressions;
using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Searching;

/// <summary>Steering a search: more like this, less like that, how much each picture counts.</summary>
public sealed class SteeringTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private const string Link = "?like=1::pictures%2Fred%2F00.png";

    [Fact]
    public async Task More_and_less_like_a_hit_by_mouse()
    {
        await OpenAsync(Link);
        await HitNamed("04.png").GetByRole(AriaRole.Button, new() { Name = "More like this" }).ClickAsync();
        await ExpectChipsAsync(("00.png", 100), ("04.png", 100));
        await HitNamed("08.png").GetByRole(AriaRole.Button, new() { Name = "Less like this" }).ClickAsync();
        await ExpectChipsAsync(("00.png", 100), ("04.png", 100), ("08.png", -50));
    }

    [Fact]
    public async Task More_and_less_like_a_hit_by_keyboard()
    {
        await OpenAsync(Link);
        await ExpectHitsAsync("00.png", count: 30);
        await TabToAsync(Hits.First.Locator(".open"));
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(HitNamed("04.png").Locator(".open")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("m");
        await ExpectChipsAsync(("00.png", 100), ("04.png", 100));

        await Expect(Hits.First.Locator(".far")).Not.ToHaveTextAsync("0.000"); // it is neither of both
        await TabToAsync(Page.Locator("lk-hits .open[tabindex='0']"));
        await Page.Keyboard.PressAsync("End");
        string last = await Page.Locator(".hit:has(:focus) .name").InnerTextAsync();
        await Page.Keyboard.PressAsync("n");
        await Expect(Chips).ToHaveCountAsync(3);
        await Expect(Chips.Last.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("alt", last);
        await Expect(Chips.Last.GetByRole(AriaRole.Slider)).ToHaveValueAsync("-50");
    }

    [Fact]
    public async Task The_weight_of_a_picture_is_set_by_mouse()
    {
        await OpenAsync($"{Link}&like=1::pictures%2Fblue%2F00.png");
        ILocator slider = Chips.Last.GetByRole(AriaRole.Slider);
        await Expect(slider).ToBeVisibleAsync();
        LocatorBoundingBoxResult box = (await slider.BoundingBoxAsync())!;
        await slider.ClickAsync(new() { Position = new() { X = 2, Y = box.Height / 2 } });
        await Expect(slider).ToHaveValueAsync("-100");
        await Expect(HitNames.First).ToHaveAttributeAsync("title", new Regex("^pictures/red/"));
        await Expect(HitNames.Nth(1)).ToHaveAttributeAsync("title", new Regex("^pictures/red/"));
    }

    [Fact]
    public async Task The_weight_of_a_picture_is_set_by_keyboard()
    {
        await OpenAsync($"{Link}&like=1::pictures%2Fblue%2F00.png");
        ILocator slider = Chips.Last.GetByRole(AriaRole.Slider);
        await TabToAsync(slider);
        for (int i = 0; i < 3; i++) await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(slider).ToHaveValueAsync("70");
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "70 %");
        await Page.Keyboard.PressAsync("Home");
        await Expect(slider).ToHaveValueAsync("-100");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("like=-1%3A%3Apictures%2Fblue%2F00\\.png"));
    }

    [Fact]
    public async Task Pictures_are_removed_by_mouse_and_by_keyboard()
    {
        await OpenAsync($"{Link}&like=1::pictures%2Fblue%2F01.png&like=1::pictures%2Fblue%2F02.png");
        await Button("Remove 01.png").ClickAsync();
        await ExpectChipsAsync(("00.png", 100), ("02.png", 100));
        await TabToAsync(Button("Remove 00.png"));
        await Page.Keyboard.PressAsync("Enter");
        await ExpectChipsAsync(("02.png", 100));
        await Button("Start again").ClickAsync();
        await Expect(Page.GetByText("Show a picture, and find what looks like it.")).ToBeVisibleAsync();
    }

    private ILocator HitNamed(string name) => Hits.Filter(new() { HasText = name }).First;

    private async Task ExpectChipsAsync(params (string Name, int Weight)[] chips)
    {
        await Expect(Chips).ToHaveCountAsync(chips.Length);
        for (int i = 0; i < chips.Length; i++)
        {
            await Expect(Chips.Nth(i).GetByRole(AriaRole.Img)).ToHaveAttributeAsync("alt", chips[i].Name);
            await Expect(Chips.Nth(i).GetByRole(AriaRole.Slider)).ToHaveValueAsync($"{chips[i].Weight}");
        }
    }
}
