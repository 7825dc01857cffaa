using System.Text.RegularExpressions;
using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Searching;

/// <summary>Searching for a part of a picture.</summary>
public sealed class CropTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private const string Link = "?like=1::pictures%2Fred%2F00.png";

    private ILocator Part => Page.Locator("lk-crop .part");

    private ILocator Scissors => Button("Search for a part of 00.png");

    [Fact]
    public async Task A_handle_is_dragged_by_mouse_and_all_of_it_taken_again()
    {
        await OpenAsync(Link);
        await Scissors.ClickAsync();
        await DragAsync(Button("Bottom right of the part"), -0.5f, -0.25f);
        await ExpectCropAsync("1:0,0,0.5,0.75:");
        await Expect(Scissors).ToHaveAttributeAsync("aria-pressed", "true");

        await DragAsync(Part, 0.25f, 0.5f);
        await ExpectCropAsync("1:0.25,0.25,0.5,0.75:"); // down only as far as there is room

        await Button("All of it").ClickAsync();
        await ExpectCropAsync("1::");
        await Expect(Scissors).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task The_part_is_resized_and_moved_by_keyboard()
    {
        await OpenAsync(Link);
        await TabToAsync(Scissors);
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Part).ToBeFocusedAsync();
        for (int i = 0; i < 10; i++) await Page.Keyboard.PressAsync("Shift+ArrowLeft");
        for (int i = 0; i < 5; i++) await Page.Keyboard.PressAsync("ArrowRight");
        await ExpectCropAsync("1:0.1,0,0.8,1:");

        await TabToAsync(Button("Top of the part"));
        for (int i = 0; i < 10; i++) await Page.Keyboard.PressAsync("ArrowDown");
        await ExpectCropAsync("1:0.1,0.2,0.8,0.8:");

        await Page.Keyboard.PressAsync("Escape");
        await ExpectCropAsync("1::");
        await TabToAsync(Button("Close"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Part).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_found_is_like_the_part_and_not_like_the_whole()
    {
        // Of the first red picture only the white square, in the upper left corner: whiter pictures come no nearer than those with more of it.
        await OpenAsync(Link);
        await ExpectHitsAsync("00.png", count: 30);
        await OpenAsync("?like=1:0.125,0.125,0.25,0.375:pictures%2Fred%2F00.png");
        await Expect(Hits).ToHaveCountAsync(30);
        await Expect(HitNames.First).Not.ToHaveTextAsync("00.png");
    }

    private Task ExpectCropAsync(string like) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(Uri.EscapeDataString(like))));

    /// <summary>Drags something by shares of the picture.</summary>
    private async Task DragAsync(ILocator what, float x, float y)
    {
        await Expect(what).ToBeVisibleAsync();
        await Page.Locator("lk-crop img").EvaluateAsync("image => image.decode()");
        LocatorBoundingBoxResult frame = (await Page.Locator("lk-crop .frame").BoundingBoxAsync())!, box = (await what.BoundingBoxAsync())!;
        (float fromX, float fromY) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Page.Mouse.MoveAsync(fromX, fromY);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(fromX + (x * frame.Width), fromY + (y * frame.Height), new() { Steps = 5 });
        await Page.Mouse.UpAsync();
    }
}
