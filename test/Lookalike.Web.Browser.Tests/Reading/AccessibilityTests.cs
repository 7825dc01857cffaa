using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Reading;

/// <summary>Every view, in light and dark, on a wide screen and on a narrow one: axe-core finds nothing, and nothing has to be scrolled sideways.</summary>
public sealed class AccessibilityTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private const string Found = "?like=1::pictures%2Fred%2F00.png&like=-0.5::pictures%2Fblue%2F00.png";

    /// <summary>Narrow is what 1280 pixels at 400 % leave (WCAG 2.2, 1.4.10).</summary>
    private const int Wide = 1280, Narrow = 320;

    public static TheoryData<string, bool, int> Views
    {
        get
        {
            string[] views = ["empty", "found", "cropping", "camera", "pad", "keys", "fault", "side", "flip", "difference", "why", "collection"];
            var rows = new TheoryData<string, bool, int>();
            foreach (string view in views)
            {
                foreach (bool isDark in (bool[])[false, true]) rows.Add(view, isDark, Wide);
                rows.Add(view, false, Narrow);
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
        AxeResult result = await Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.SelectMany(Faults)));
        Assert.NotEmpty(result.Passes);
        Assert.Equal(width, await Page.EvaluateAsync<int>("() => Math.max(innerWidth, document.documentElement.scrollWidth)"));
    }

    private static IEnumerable<string> Faults(AxeResultItem rule) => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help}: {node.Html}");

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
                await OpenAsync("?view=collection");
                await Expect(Page.Locator("lk-collection img").First).ToBeVisibleAsync();
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
