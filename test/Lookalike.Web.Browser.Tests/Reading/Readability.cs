using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Reading;

/// <summary>Whether what is shown can be read by everybody.</summary>
internal static class Readability
{
    /// <summary>Narrow is what 1280 pixels at 400 % leave (WCAG 2.2, 1.4.10).</summary>
    public const int Wide = 1280, Narrow = 320;

    /// <summary>Requires that axe-core finds nothing, and that nothing has to be scrolled sideways.</summary>
    public static async Task RequireAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.SelectMany(Faults)));
        Assert.NotEmpty(result.Passes);
        int width = page.ViewportSize!.Width;
        Assert.Equal(width, await page.EvaluateAsync<int>("() => Math.max(innerWidth, document.documentElement.scrollWidth)"));
    }

    /// <summary>Requires it in light and dark, on a wide screen and on a narrow one.</summary>
    public static async Task RequireEverywhereAsync(IPage page)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (int width in (int[])[Wide, Narrow])
            {
                await page.SetViewportSizeAsync(width, 800);
                await RequireAsync(page);
            }
        }
    }

    private static IEnumerable<string> Faults(AxeResultItem rule) => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help}: {node.Html}");
}
