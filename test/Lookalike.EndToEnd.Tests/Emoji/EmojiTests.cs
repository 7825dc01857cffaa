using System.Text.Json;
using NetVips;

namespace Lookalike.EndToEnd.Tests.Emoji;

/// <summary>
/// The whole way on a real folder of colour pictures. Explicit, because the pictures are fetched by npm, which a machine with nothing but the
/// SDK does not have; the gate installs it and runs these.
/// </summary>
public sealed class EmojiTests(TrainedEmoji emoji) : IClassFixture<TrainedEmoji>
{
    [Fact(Explicit = true)]
    public void A_short_training_says_honestly_how_good_it_became()
    {
        JsonElement word = emoji.Training.GetProperty("labelFree");
        double model = word.GetProperty("recallAt1").GetDouble();
        double untrained = word.GetProperty("baselines").GetProperty("untrainedEncoder").GetProperty("recallAt1").GetDouble();
        Assert.InRange(word.GetProperty("meanReciprocalRank").GetDouble(), model, 1);
        Assert.True(model > untrained, word.ToString());
        Assert.Contains("our model", word.GetProperty("verdict").GetString(), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Every_picture_finds_itself_first()
    {
        Assert.Equal(emoji.Pictures.Length, emoji.Indexing.GetProperty("encoded").GetInt32());
        JsonElement[] found = await NearestAsync(emoji.Pictures, top: 1);
        string[] lost =
        [
            .. emoji.Pictures.Zip(found).Where(p => !Same(p.First, p.Second.GetProperty("hits")[0])).Select(p => Path.GetFileName(p.First)),
        ];
        Assert.Empty(lost);
    }

    [Fact(Explicit = true)]
    public async Task Copies_that_are_turned_and_say_so_in_their_exif_find_their_original()
    {
        string[] originals = Some(40);
        string[] copies = [.. originals.Select((path, i) => Save($"turned-{i}.jpg", Turned(path)))];
        JsonElement[] found = await NearestAsync(copies, top: 1);
        int right = originals.Zip(found).Count(p => p.Second.GetProperty("hits")[0].GetProperty("key").GetString()!.EndsWith($"/{Path.GetFileName(p.First)}", StringComparison.Ordinal));
        Assert.True(right >= 38, $"{right} of 40 turned copies found their original first");
    }

    [Fact(Explicit = true)]
    public async Task Near_duplicates_rank_above_random_pictures()
    {
        // Darker, a little smaller, and through JPEG: what happens to a picture that is passed around.
        string[] originals = Some(40);
        string[] copies = [.. originals.Select((path, i) => Save($"copy-{i}.jpg", Worn(path)))];
        JsonElement[] found = await NearestAsync(copies, top: emoji.Pictures.Length);
        int[] ranks =
        [
            .. originals.Zip(found).Select(p => p.Second.GetProperty("hits").EnumerateArray()
                .First(h => h.GetProperty("key").GetString()!.EndsWith($"/{Path.GetFileName(p.First)}", StringComparison.Ordinal)).GetProperty("rank").GetInt32()),
        ];
        double mean = ranks.Average(rank => (rank - 1) / (double)(emoji.Pictures.Length - 1));
        Assert.True(mean <= 0.02, $"the original of a worn copy ranks behind {mean:P1} of all pictures on average; ranks {string.Join(' ', ranks)}");
    }

    private string[] Some(int count) => [.. Enumerable.Range(0, count).Select(i => emoji.Pictures[(i * emoji.Pictures.Length / count) + 5])];

    /// <summary>Some emoji are drawn alike to the last pixel: then either is the picture itself.</summary>
    private static bool Same(string path, JsonElement hit) =>
        hit.GetProperty("key").GetString()!.EndsWith($"/{Path.GetFileName(path)}", StringComparison.Ordinal) || hit.GetProperty("distance").GetDouble() < 1e-3;

    private async Task<JsonElement[]> NearestAsync(string[] pictures, int top) =>
    [
        .. (await Lookalike.RunAsync(
            ["search", "--model", emoji.Model, "--index", emoji.Index, "--top", $"{top}", "--json", "--query", .. pictures])).Expect(0).Json
            .GetProperty("queries").EnumerateArray(),
    ];

    private string Save(string name, Image picture)
    {
        using (picture) picture.Jpegsave(emoji[name], q: 90);
        return emoji[name];
    }

    private static Image OnWhite(string path) => Image.NewFromFile(path).Flatten(background: [255]);

    /// <summary>Stored a quarter turn to the left; orientation 6 asks the viewer for a quarter turn to the right.</summary>
    private static Image Turned(string path) => OnWhite(path).Rot270().Mutate(copy => copy.Set(GValue.GIntType, "orientation", 6));

    private static Image Worn(string path) => (OnWhite(path).Resize(0.75) * 0.85).Cast(Enums.BandFormat.Uchar);
}
