using System.Text.RegularExpressions;
using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Models;

/// <summary>What the model is made of, and what it draws of two pictures.</summary>
public sealed class ModelTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private ILocator First => Page.GetByRole(AriaRole.Region, new() { Name = "First picture", Exact = true });

    private ILocator Second => Page.GetByRole(AriaRole.Region, new() { Name = "Second picture", Exact = true });

    [Fact]
    public async Task It_says_what_the_model_is_made_of()
    {
        await OpenAsync("#model");
        await Expect(Page.Locator("lk-model .about")).ToContainTextAsync("8 × 8 pixels in colour, and makes 192 numbers of it");
        await Expect(Page.Locator("lk-layers")).ToContainTextAsync("Encoder");
    }

    [Fact]
    public async Task A_picture_that_is_chosen_by_mouse_is_drawn_again()
    {
        await OpenAsync();
        await Button("Model").ClickAsync();
        await ExpectRedrawnAsync(First, "00.png");
        await First.GetByRole(AriaRole.Button, new() { Name = "Choose a picture" }).ClickAsync();
        await First.GetByRole(AriaRole.Button, new() { Name = "Others" }).ClickAsync();
        await First.GetByTitle("pictures/blue/15.png").ClickAsync();
        await ExpectRedrawnAsync(First, "15.png");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"from=pictures%2Fblue%2F15\.png.*#model$"));
        await Page.GoBackAsync();
        await ExpectRedrawnAsync(First, "00.png");
    }

    [Fact]
    public async Task A_picture_that_is_chosen_by_keyboard_is_drawn_again()
    {
        await OpenAsync();
        await Page.Keyboard.PressAsync("3");
        await ExpectRedrawnAsync(Second, "01.png");
        await TabToAsync(Second.GetByRole(AriaRole.Button, new() { Name = "Choose a picture" }));
        await Page.Keyboard.PressAsync("Enter");
        await TabToAsync(Second.GetByTitle("pictures/blue/00.png"));
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("Enter");
        await ExpectRedrawnAsync(Second, "02.png");
        await Expect(Second.GetByRole(AriaRole.Button, new() { Name = "Choose a picture" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_picture_of_ones_own_is_drawn_again()
    {
        await OpenAsync("#model");
        await Second.GetByRole(AriaRole.Button, new() { Name = "Choose a picture" }).ClickAsync();
        await Second.Locator("input[type=file]").SetInputFilesAsync((await Servers.Coloured).Library["green/09.png"]);
        await ExpectRedrawnAsync(Second, "Uploaded picture");
    }

    /// <summary>The model of the test draws what it sees.</summary>
    private static async Task ExpectRedrawnAsync(ILocator side, string name)
    {
        await Expect(side.Locator(".name")).ToHaveTextAsync(name);
        await Expect(side.Locator(".said")).ToContainTextAsync("Mean squared error 0");
        await Expect(side.GetByRole(AriaRole.Img, new() { Name = "What it draws" }).Locator("canvas")).ToHaveJSPropertyAsync("width", 8);
    }
}
