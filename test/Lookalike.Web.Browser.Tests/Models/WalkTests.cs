using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Models;

/// <summary>What the decoder draws on the way from one picture to another, here from a blue one to a red one.</summary>
public sealed class WalkTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private const string Link = "?from=pictures%2Fblue%2F00.png&to=pictures%2Fred%2F00.png#model";

    private ILocator Slider => Page.GetByRole(AriaRole.Slider, new() { Name = "From the first to the second" });

    private ILocator Shown => Page.Locator("lk-walk lk-frame.large");

    [Fact]
    public async Task One_walks_by_mouse()
    {
        await OpenAsync(Link);
        await ExpectColourAsync(redder: -1);
        LocatorBoundingBoxResult box = (await Slider.BoundingBoxAsync())!;
        await Slider.ClickAsync(new() { Position = new() { X = box.Width / 2, Y = box.Height / 2 } });
        await Expect(Shown).ToHaveAttributeAsync("aria-label", "50% of the way");
        await ExpectColourAsync(redder: 0);
        await Page.Locator("lk-walk .strip lk-frame").Last.ClickAsync();
        await Expect(Slider).ToHaveValueAsync("32");
        await ExpectColourAsync(redder: 1);
    }

    [Fact]
    public async Task One_walks_by_keyboard()
    {
        await OpenAsync(Link);
        await TabToAsync(Slider);
        for (int i = 0; i < 16; i++) await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Slider).ToHaveAttributeAsync("aria-valuetext", "50% of the way");
        await ExpectColourAsync(redder: 0);
        await Page.Keyboard.PressAsync("End");
        await ExpectColourAsync(redder: 1);
    }

    [Fact]
    public async Task All_of_it_is_played_and_held()
    {
        await OpenAsync(Link);
        await Button("Play").ClickAsync();
        await Expect(Slider).Not.ToHaveValueAsync("0");
        await TabToAsync(Button("Pause"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Button("Play")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task Who_wants_little_motion_is_not_shown_it_played()
    {
        await Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await OpenAsync(Link);
        await Expect(Button("Play")).ToBeDisabledAsync();
        await Expect(Page.GetByText("Not played, because this device asks for less motion.")).ToBeVisibleAsync();
        await Expect(Slider).ToBeEnabledAsync();
    }

    /// <summary>Waits until a pixel of the ground has more red than blue, as much, or less.</summary>
    private async Task ExpectColourAsync(int redder)
    {
        const string Difference = """
            redder => {
              const canvas = document.querySelector('lk-walk lk-frame.large canvas');
              if (!canvas || canvas.width !== 8) return false;
              const [red, , blue] = canvas.getContext('2d').getImageData(7, 7, 1, 1).data;
              return Math.sign(Math.abs(red - blue) < 10 ? 0 : red - blue) === redder;
            }
            """;
        await Expect(Shown).ToBeVisibleAsync();
        await Page.WaitForFunctionAsync(Difference, redder);
    }
}
