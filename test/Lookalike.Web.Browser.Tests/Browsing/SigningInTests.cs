using Lookalike.Web.Browser.Tests.Reading;
using Lookalike.Web.Browser.Tests.Running;
using Lookalike.Web.Security;
using Lookalike.Web.Settings;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Browsing;

/// <summary>A server that asks for a key.</summary>
public sealed class SigningInTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private static readonly string Key = ApiKey.New();

    private PictureServer? _server;

    private ILocator Dialog => Page.GetByRole(AriaRole.Dialog, new() { Name = "A key is needed" });

    private ILocator Field => Dialog.GetByLabel("Key of the server");

    private protected override async Task<PictureServer> ServerAsync() => _server = await PictureServer.StartAsync(
        await DrawnLibrary.OfDrawingsAsync(), options => options.Keys.Add(ApiKey.HashOf(Key), AccessRight.Read));

    [Fact]
    public async Task The_key_is_given_by_mouse_kept_from_scripts_and_given_back()
    {
        await Page.GotoAsync(_server!.Address.AbsoluteUri);
        await Expect(Dialog).ToBeVisibleAsync();
        await Readability.RequireEverywhereAsync(Page);
        await Field.FillAsync(Key);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await ExpectLetInAsync();

        await Page.ReloadAsync();
        await ExpectLetInAsync();
        Assert.Equal("", await Page.EvaluateAsync<string>("document.cookie"));
        Assert.DoesNotContain(Key, await Page.EvaluateAsync<string>("JSON.stringify({ ...localStorage, ...sessionStorage })"), StringComparison.Ordinal);

        await Button("Sign out").ClickAsync();
        await Expect(Dialog).ToBeVisibleAsync();
        await Expect(Page.Locator("img[src*=thumbnail]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_key_is_given_by_keyboard_after_a_wrong_one()
    {
        await Page.GotoAsync($"{_server!.Address}?like=1::pictures%2Flying%2F0.png");
        await Expect(Field).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("wrong");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is not the key of this server.");
        await Page.Keyboard.TypeAsync(Key); // what was wrong is selected
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Hits).ToHaveCountAsync(12);
        await TabToAsync(Button("Sign out"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_gives_none_is_told_that_one_is_needed_and_asked_again_on_wish()
    {
        await Page.GotoAsync(_server!.Address.AbsoluteUri);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This server asks for a key.");
        await Button("Try again").ClickAsync();
        await Expect(Dialog).ToBeVisibleAsync();
    }

    private protected override async Task EndAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task ExpectLetInAsync()
    {
        await Expect(Page.Locator("header .status")).ToHaveTextAsync("12 pictures");
        await Expect(Page.Locator(".empty img").First).ToHaveJSPropertyAsync("complete", true);
        await Expect(Page.Locator(".empty img").First).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
    }
}
