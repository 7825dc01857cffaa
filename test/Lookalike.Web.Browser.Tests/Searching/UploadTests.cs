using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Searching;

/// <summary>Searching with a picture that is not indexed, in every way that it can come.</summary>
public sealed class UploadTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private const string FileOf = """
        ([text, type]) => new File([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], 'mine.png', { type })
        """;

    [Theory]
    [InlineData("section.query")]
    [InlineData("h1")]
    public async Task A_picture_that_is_dropped_anywhere_is_searched_for(string target)
    {
        await OpenAsync();
        IJSHandle transfer = await Page.EvaluateHandleAsync(
            $"given => {{ const transfer = new DataTransfer(); transfer.items.add(({FileOf})(given)); return transfer; }}", await PictureAsync("red/05.png"));
        foreach (string step in (string[])["dragenter", "dragover", "drop"])
            await Page.Locator(target).DispatchEventAsync(step, new Dictionary<string, object> { ["dataTransfer"] = transfer, ["bubbles"] = true });
        await ExpectFoundAsync("05.png");
    }

    [Fact]
    public async Task A_picture_that_is_pasted_is_searched_for()
    {
        await Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await OpenAsync();
        await Page.EvaluateAsync(
            $"async given => navigator.clipboard.write([new ClipboardItem({{ 'image/png': ({FileOf})(given) }})])", await PictureAsync("green/07.png"));
        await Page.Keyboard.PressAsync("Control+V");
        await ExpectFoundAsync("07.png");
    }

    [Fact]
    public async Task Files_are_chosen_by_mouse_several_at_once()
    {
        Task<IFileChooser> opened = NextChooserAsync();
        await OpenAsync();
        await Page.GetByText("Choose a file").ClickAsync();
        IFileChooser chooser = await opened;
        Assert.True(chooser.IsMultiple);
        DrawnLibrary library = (await Servers.Coloured).Library;
        await chooser.SetFilesAsync([library["red/01.png"], library["red/09.png"]]);
        await Expect(Chips).ToHaveCountAsync(2);
        await Expect(Hits).ToHaveCountAsync(30);
        await Expect(HitNames.First).ToHaveTextAsync("05.png"); // between the two
    }

    [Fact]
    public async Task A_file_is_chosen_by_keyboard()
    {
        Task<IFileChooser> opened = NextChooserAsync();
        await OpenAsync();
        await TabToAsync(Page.Locator("input[type=file]"));
        await Page.Keyboard.PressAsync("Enter");
        await (await opened).SetFilesAsync((await Servers.Coloured).Library["blue/03.png"]);
        await ExpectFoundAsync("03.png");
    }

    [Fact]
    public async Task A_picture_is_taken_with_the_camera_by_mouse()
    {
        await OpenAsync();
        await Button("Camera").ClickAsync();
        await Button("Take the picture").ClickAsync();
        await ExpectPhotographAsync();
    }

    [Fact]
    public async Task A_picture_is_taken_with_the_camera_by_keyboard()
    {
        await OpenAsync();
        await TabToAsync(Button("Camera"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Button("Take the picture")).ToBeEnabledAsync();
        await TabToAsync(Button("Take the picture"));
        await Page.Keyboard.PressAsync("Space");
        await ExpectPhotographAsync();
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_in_plain_words()
    {
        await OpenAsync();
        var none = new FilePayload { Name = "no.png", MimeType = "image/png", Buffer = "no picture"u8.ToArray() };
        await Page.Locator("input[type=file]").SetInputFilesAsync(none);
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("picture");
        await Expect(Chips).ToHaveCountAsync(0);
    }

    /// <summary>The next chooser of files. Asked for before the page is opened: the browser has to know of it when the key is pressed.</summary>
    private Task<IFileChooser> NextChooserAsync()
    {
        var chooser = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.FileChooser += (_, opened) => chooser.TrySetResult(opened);
        return chooser.Task.WaitAsync(TimeSpan.FromMilliseconds(2 * HeadlessChromium.Patience), TestContext.Current.CancellationToken);
    }

    /// <summary>A file of the library as it goes into a page: its bytes, and its type.</summary>
    private async Task<string[]> PictureAsync(string name) =>
        [Convert.ToBase64String(await File.ReadAllBytesAsync((await Servers.Coloured).Library[name])), "image/png"];

    private async Task ExpectFoundAsync(string first)
    {
        await ExpectHitsAsync(first, count: 30);
        await Expect(Chips).ToHaveCountAsync(1);
        await Expect(Chips.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("alt", "Uploaded picture");
    }

    private async Task ExpectPhotographAsync()
    {
        await Expect(Chips).ToHaveCountAsync(1);
        await Expect(Hits).ToHaveCountAsync(30);
        await Expect(Page.Locator("lk-camera")).ToHaveCountAsync(0);
    }
}
