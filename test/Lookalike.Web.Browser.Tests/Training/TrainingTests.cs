using System.Text.Json;
using Lookalike.Models;
using Lookalike.Web.Browser.Tests.Reading;
using Lookalike.Web.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Lookalike.Web.Browser.Tests.Training;

/// <summary>A run as it goes, of which the test tells in the file that a training writes beside its model.</summary>
public sealed class TrainingTests(HeadlessChromium chromium, Servers servers) : PageTest(chromium, servers)
{
    private PictureServer? _server;

    private ILocator View => Page.Locator("lk-training");

    private ILocator Table => View.GetByRole(AriaRole.Table);

    private protected override async Task<PictureServer> ServerAsync() => _server = await PictureServer.StartAsync(await DrawnLibrary.OfDrawingsAsync());

    [Fact]
    public async Task Where_there_was_none_it_says_how_one_is_begun()
    {
        await OpenAsync("#training");
        await Expect(View).ToContainTextAsync("lookalike train FOLDER --serve");
    }

    [Fact]
    public async Task It_is_followed_from_its_beginning_to_its_end()
    {
        await OpenAsync("#training");
        await Expect(View).ToContainTextAsync("No training is known of.");
        Begin();
        await Expect(View).ToContainTextAsync("drawings: 1,000 pictures to learn from, 100 held out.");
        Tell("progress", new { epoch = 1, epochs = 3, stage = "warm-up", step = 5, steps = 10, imagesPerSecond = 1234, trainingLoss = 0.5, secondsLeft = 90 });
        await Expect(View).ToContainTextAsync("Epoch 1 of 3, warm-up");
        await Expect(View).ToContainTextAsync("1,234 pictures a second");
        await Expect(View.GetByRole(AriaRole.Progressbar)).ToHaveJSPropertyAsync("value", 0.5);
        Epoch(1, 0.4);
        Epoch(2, 0.2);
        await Expect(View.Locator("lk-chart polyline.validation")).ToHaveCountAsync(1);
        await Expect(View.Locator("lk-chart circle.validation")).ToHaveCountAsync(2);
        await Expect(Page.Locator("#announcements")).ToContainTextAsync("Epoch 2");
        await Readability.RequireEverywhereAsync(Page);
        Tell("done", new { fingerprint = new string('a', 64), verdict = "It is a good one." });
        await Expect(View).ToContainTextAsync("The model is trained. It is a good one.");
        await Expect(View).ToContainTextAsync("lookalike index FOLDER");
    }

    [Fact]
    public async Task Who_comes_late_sees_all_of_it_and_how_pictures_sharpened_by_mouse()
    {
        await TellAllAsync();
        await OpenAsync();
        await Button("Training").ClickAsync();
        await Expect(View.Locator("figcaption").GetByText("in epoch 2.")).ToBeVisibleAsync();
        ILocator earlier = View.GetByLabel("Earlier");
        await earlier.ClickAsync(new() { Position = new() { X = 2, Y = 8 } });
        await Expect(View.Locator("figcaption").GetByText("in epoch 1.")).ToBeVisibleAsync();
        await View.GetByText("The numbers as a table").First.ClickAsync();
        await Expect(Table.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Button("Logarithmic").ClickAsync();
        await Expect(Button("Logarithmic")).ToHaveAttributeAsync("aria-pressed", "true");
        await Readability.RequireEverywhereAsync(Page);
    }

    [Fact]
    public async Task Who_comes_late_sees_all_of_it_and_how_pictures_sharpened_by_keyboard()
    {
        await TellAllAsync();
        await OpenAsync();
        await Page.Keyboard.PressAsync("4");
        await TabToAsync(View.GetByLabel("Earlier"));
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(View.Locator("figcaption").GetByText("in epoch 1.")).ToBeVisibleAsync();
        await TabToAsync(View.Locator("summary"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Table.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task One_that_failed_says_why()
    {
        await OpenAsync("#training");
        Begin();
        Tell("failed", new { reason = "The pictures are all the same." });
        await Expect(View).ToContainTextAsync("The training failed. The pictures are all the same.");
    }

    private protected override async Task EndAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task TellAllAsync()
    {
        string picture = Convert.ToBase64String(await File.ReadAllBytesAsync(_server!.Library["standing/0.png"]));
        Begin();
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            Epoch(epoch, 1.0 / epoch);
            Tell("sample", new { epoch, width = 28, height = 28, channels = 1, count = 1, originals = picture, reconstructions = picture });
        }
    }

    private void Begin() => Tell(
        "begin", new { source = "drawings", images = 1000, validation = 100, objective = "reconstruction", architecture = "compact", latentSize = 64 });

    private void Epoch(int epoch, double value)
    {
        const string Loss = "reconstruction", Stage = "warm-up";
        Tell("epoch", new { epoch, stage = Stage, loss = Loss, trainingLoss = value, validationLoss = value, learningRate = 0.001, seconds = 10 * epoch });
    }

    /// <summary>Adds a line to the log.</summary>
    private void Tell(string name, object facts)
    {
        Dictionary<string, object> line = new() { ["event"] = name, ["time"] = TimeProvider.System.GetUtcNow() };
        foreach (JsonProperty fact in JsonSerializer.SerializeToElement(facts).EnumerateObject()) line[fact.Name] = fact.Value;
        File.AppendAllText(RunLogFile.PathFor(_server!.Library.Model), JsonSerializer.Serialize(line) + "\n");
    }
}
