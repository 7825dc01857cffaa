using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Searching;

/// <summary>Pictures that have classes: the red ones 0, the green ones 1, the blue ones 2, and two none.</summary>
public sealed class LabelTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private ILocator Class => Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Class" });

    [Fact]
    public async Task Hits_of_the_class_that_is_searched_for_are_framed_and_said_to_be_so()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png&match=**/0?.png");
        await Expect(Hits).ToHaveCountAsync(30);
        await Expect(Page.Locator(".hit.same")).ToHaveCountAsync(10);
        await Expect(Page.Locator(".hit.other")).ToHaveCountAsync(20);
        await Expect(Page.Locator(".hit.same").First.Locator(".label")).ToHaveTextAsync("✓ same class, 0");
        await Expect(Button("1: 00.png, distance 0.000, ✓ same class, 0")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Where_examples_are_of_two_classes_none_is_searched_for()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png&like=1::pictures%2Fblue%2F00.png");
        await Expect(Hits.First.Locator(".label")).ToContainTextAsync("class");
        await Expect(Page.Locator(".hit.same, .hit.other")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Only_one_class_is_shown_by_mouse()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        await Class.FillAsync("2");
        await Page.Locator("h1").ClickAsync();
        await Expect(Hits).ToHaveCountAsync(24);
        await Expect(HitNames.First).ToHaveAttributeAsync("title", "pictures/blue/00.png");
    }

    [Fact]
    public async Task Only_one_class_is_shown_by_keyboard()
    {
        await OpenAsync("?like=1::pictures%2Fred%2F00.png");
        await TabToAsync(Class);
        await Page.Keyboard.TypeAsync("1");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Hits).ToHaveCountAsync(24);
        await Expect(HitNames.First).ToHaveAttributeAsync("title", "pictures/green/00.png");
    }
}
