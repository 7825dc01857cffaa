using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Reading;

/// <summary>Every view, in light and dark, on a wide screen and on a narrow one: axe-core finds nothing, and nothing has to be scrolled sideways.</summary>
public sealed class AccessibilityTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private const string Found = "?like=1::pictures%2Fred%2F00.png&like=-0.5::pictures%2Fblue%2F00.png";

    public static TheoryData<string, bool, int> Views
    {
        get
        {
            string[] views =
            [
                "empty", "found", "cropping", "camera", "pad", "keys", "fault", "side", "flip", "difference", "why", "collection", "strange", "model", "choice",
            ];
            var rows = new TheoryData<string, bool, int>();
            foreach (string view in views)
            {
                foreach (bool isDark in (bool[])[false, true])
                    foreach (int width in (int[])[Readability.Wide, Readability.Narrow]) rows.Add(view, isDark, width);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_can_be_read_by_everybody(string view, bool isDark, int width)
    {
        await Page.SetViewportSizeAsync(width, 800);
        await Page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
        await ShowAsync(view);
        await Readability.RequireAsync(Page);
    }

    private async Task ShowAsync(string view)
    {
        switch (view)
        {
            case "empty":
                await OpenAsync();
                await Expect(Page.Locator(".empty img")).ToHaveCountAsync(12);
                break;
            case "found":
                await OpenFoundAsync();
                break;
            case "cropping":
                await OpenFoundAsync();
                await Chips.First.GetByRole(AriaRole.Button, new() { Name = "Search for a part" }).ClickAsync();
                await Expect(Page.Locator("lk-crop .part")).ToBeFocusedAsync();
                break;
            case "camera":
                await OpenAsync();
                await Button("Camera").ClickAsync();
                await Expect(Button("Take the picture")).ToBeEnabledAsync();
                break;
            case "pad":
                await OpenAsync();
                await Button("Draw").ClickAsync();
                await Expect(Page.Locator("lk-pad canvas")).ToBeFocusedAsync();
                break;
            case "keys":
                await OpenAsync();
                await Page.Keyboard.PressAsync("?");
                await Expect(Page.Locator("#keys")).ToBeVisibleAsync();
                break;
            case "fault":
                await OpenAsync("?like=1::missing.png");
                await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
                break;
            case "collection":
                await OpenAsync("#collection");
                await Expect(Page.Locator("lk-collection img").First).ToBeVisibleAsync();
                break;
            case "strange":
                await OpenAsync("?sort=strangeness#collection");
                await Expect(Page.Locator("lk-collection .far").First).ToBeVisibleAsync();
                break;
            case "model":
                await OpenAsync("#model");
                await Expect(Page.Locator("lk-walk lk-frame.large")).ToBeVisibleAsync();
                break;
            case "choice":
                await OpenAsync("#model");
                await Button("Choose a picture").First.ClickAsync();
                await Expect(Page.Locator("lk-choice img").First).ToBeVisibleAsync();
                break;
            default:
                await CompareAsync(view);
                break;
        }
    }

    private async Task OpenFoundAsync()
    {
        await OpenAsync(Found);
        await Expect(Hits.First).ToBeVisibleAsync();
    }

    private async Task CompareAsync(string way)
    {
        await OpenFoundAsync();
        await Hits.Nth(2).Locator(".open").ClickAsync();
        string name = way switch { "side" => "Side by side", "flip" => "One over the other", "difference" => "Difference", _ => "Why" };
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        if (way == "why") await Expect(Page.Locator("svg.map")).ToHaveCountAsync(2);
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("48 × 32");
    }
}
