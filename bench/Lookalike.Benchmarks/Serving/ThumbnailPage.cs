using Microsoft.Playwright;

namespace Lookalike.Benchmarks;

/// <summary>
/// The collection in a browser, from its address to the last of 48 pictures decoded. The server has made them before, the browser has nothing.
/// </summary>
internal static class ThumbnailPage
{
    private const int Pictures = 48;

    /// <summary>Decodes what the page shows; milliseconds since the page was asked for.</summary>
    private const string Decoded = """
        async count => {
          for (;;) {
            const images = [...document.querySelectorAll('lk-collection img')].slice(0, count);
            if (images.length === count && images.every(image => image.complete && image.naturalWidth > 0)) {
              await Promise.all(images.map(image => image.decode()));
              return performance.now();
            }
            await new Promise(resolve => setTimeout(resolve, 1));
          }
        }
        """;

    /// <summary>Opens it again and again, each time in a browser as if newly installed.</summary>
    /// <returns>The row, or why there is none.</returns>
    public static async Task<string> MeasureAsync(Uri address, int runs)
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? program = names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null) return $"first page of {Pictures} thumbnails: neither chromium nor google-chrome is on this machine";
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            ChromiumSandbox = Environment.UserName != "root",
            Args = ["--disable-dev-shm-usage"],
        });
        var milliseconds = new List<double>();
        for (int i = -2; i < runs; i++)
        {
            double taken = await OpenAsync(browser, address);
            if (i >= 0) milliseconds.Add(taken);
        }

        string spread = $"median of {runs} ({milliseconds.Min():0}..{milliseconds.Max():0})";
        return $"first page, all of {Pictures} warm thumbnails decoded: {Median.Of(milliseconds):0} ms, {spread}";
    }

    private static async Task<double> OpenAsync(IBrowser browser, Uri address)
    {
        await using IBrowserContext context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 1600 } });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(address, "?view=collection").AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        return await page.EvaluateAsync<double>(Decoded, Pictures);
    }
}
