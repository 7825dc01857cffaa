using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Comparing;

/// <summary>A hit closely, beside what was searched with.</summary>
public sealed class CompareTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private ILocator Dialog => Page.GetByRole(AriaRole.Dialog, new() { Name = "Compare" });

    private ILocator Pictures => Dialog.Locator(".pair img");

    [Fact]
    public async Task Every_way_to_compare_by_mouse()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        await Hits.Filter(new() { HasText = "04.png" }).First.Locator(".open").ClickAsync();
        await ExpectDetailsAsync();
        await Expect(Pictures).ToHaveCountAsync(2);

        await WayAsync("One over the other");
        await Expect(Dialog.Locator("figcaption")).ToHaveTextAsync(["Searched with"]);
        await Dialog.Locator(".pair").ClickAsync();
        await Expect(Dialog.Locator("figcaption")).ToHaveTextAsync(["Found"]);

        await WayAsync("Difference");
        Assert.Equal("difference", await Dialog.Locator("figure").Last.EvaluateAsync<string>("figure => getComputedStyle(figure).mixBlendMode"));

        await WayAsync("Why");
        await ExpectReasonAsync();

        LocatorBoundingBoxResult zoom = (await Dialog.GetByLabel("Zoom").BoundingBoxAsync())!;
        await Dialog.GetByLabel("Zoom").ClickAsync(new() { Position = new() { X = zoom.Width - 2, Y = zoom.Height / 2 } });
        await Expect(Pictures.First).ToHaveCSSAsync("transform", "matrix(6, 0, 0, 6, 0, 0)");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Every_way_to_compare_by_keyboard()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        await ExpectHitsAsync("00.png", count: 30);
        await TabToAsync(Hits.First.Locator(".open"));
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("Enter");
        await ExpectDetailsAsync();

        await Page.Keyboard.PressAsync("f");
        await Expect(Dialog.Locator("figcaption")).ToHaveTextAsync(["Found"]);
        await Page.Keyboard.PressAsync("f");
        await Expect(Dialog.Locator("figcaption")).ToHaveTextAsync(["Searched with"]);
        await Page.Keyboard.PressAsync("d");
        await Expect(Dialog.GetByRole(AriaRole.Button, new() { Name = "Difference" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Page.Keyboard.PressAsync("w");
        await ExpectReasonAsync();

        await TabToAsync(Dialog.GetByLabel("Zoom"));
        for (int i = 0; i < 4; i++) await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Pictures.First).ToHaveCSSAsync("transform", "matrix(3, 0, 0, 3, 0, 0)");

        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog).ToHaveCountAsync(0);
        await Expect(Hits.Nth(2).Locator(".open")).ToBeFocusedAsync(); // where one came from
    }

    [Fact]
    public async Task The_file_of_a_hit_is_opened()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        await Hits.First.Locator(".open").ClickAsync();
        IPage file = await Page.RunAndWaitForPopupAsync(() => Dialog.GetByRole(AriaRole.Link, new() { Name = "Open the file" }).ClickAsync());
        await file.WaitForLoadStateAsync();
        await Expect(file.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 48);
    }

    [Fact]
    public async Task Who_wants_little_motion_gets_none()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        await Hits.First.Locator(".open").ClickAsync();
        await Expect(Pictures.First).ToHaveCSSAsync("transition-duration", "0.15s");
        await Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await Expect(Pictures.First).ToHaveCSSAsync("transition-duration", "0s");
    }

    private async Task WayAsync(string name)
    {
        ILocator button = Dialog.GetByRole(AriaRole.Button, new() { Name = name });
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private async Task ExpectDetailsAsync()
    {
        await Expect(Dialog).ToContainTextAsync("04.png");
        await Expect(Dialog).ToContainTextAsync("48 × 32 pixels");
        await Expect(Dialog.Locator(".key")).ToHaveTextAsync("pictures/red/04.png");
    }

    /// <summary>What is alike in both is the square in the upper left corner, on a ground that hidden parts are filled with.</summary>
    private async Task ExpectReasonAsync()
    {
        await Expect(Dialog.Locator("svg.map")).ToHaveCountAsync(2);
        await Expect(Dialog).ToContainTextAsync("What makes them alike lies at the upper left in the first picture, and at the upper left in the second.");
    }
}
