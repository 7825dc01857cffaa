using System.Text.RegularExpressions;
using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Searching;

/// <summary>Drawing what is searched for.</summary>
public sealed class PadTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private ILocator Pad => Page.Locator("lk-pad canvas");

    private protected override Task<PictureServer> ServerAsync() => Servers.Drawings;

    [Fact]
    public async Task Each_stroke_of_the_mouse_searches_and_one_can_be_taken_back()
    {
        await OpenAsync();
        await Button("Draw").ClickAsync();
        await StrokeAsync(0.5f, 0.2f, 0.5f, 0.8f);
        await ExpectNearestAsync("standing");
        await Expect(Chips).ToHaveCountAsync(1);

        await Button("Take back a stroke").ClickAsync();
        await StrokeAsync(0.2f, 0.5f, 0.8f, 0.5f);
        await ExpectNearestAsync("lying");
        await Expect(Chips).ToHaveCountAsync(1); // the drawing replaces the one before
    }

    [Fact]
    public async Task Strokes_are_made_by_keyboard()
    {
        await OpenAsync();
        await TabToAsync(Button("Draw"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Pad).ToBeFocusedAsync();
        for (int i = 0; i < 8; i++) await Page.Keyboard.PressAsync("ArrowLeft");
        await Page.Keyboard.PressAsync("Space");
        for (int i = 0; i < 16; i++) await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("Space");
        await ExpectNearestAsync("lying");
        await Expect(Chips).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_cleared_sheet_begins_anew()
    {
        await OpenAsync();
        await Button("Draw").ClickAsync();
        await StrokeAsync(0.5f, 0.2f, 0.5f, 0.8f);
        await ExpectNearestAsync("standing");
        await Button("Clear").ClickAsync();
        await StrokeAsync(0.2f, 0.5f, 0.8f, 0.5f);
        await ExpectNearestAsync("lying");
    }

    private Task ExpectNearestAsync(string folder) => Expect(HitNames.First).ToHaveAttributeAsync("title", new Regex($"^pictures/{folder}/"));

    /// <summary>Draws a line, in shares of the sheet.</summary>
    private async Task StrokeAsync(float x, float y, float toX, float toY)
    {
        await Pad.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await Pad.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + (x * box.Width), box.Y + (y * box.Height));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (toX * box.Width), box.Y + (toY * box.Height), new() { Steps = 8 });
        await Page.Mouse.UpAsync();
    }
}
