using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lookalike.Models;

/// <summary>
/// <see cref="Preprocessing"/> as it stands in a model file, with range and layout written out for readers in other languages:
/// <c>{"channels":1,"height":28,"width":28,"background":0,"layout":"NCHW","range":[0,1]}</c>.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class PreprocessingJson
{
    private const string OnlyLayout = "NCHW";

    public required int Channels { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    public required byte? Background { get; init; }

    public required string Layout { get; init; }

    public required float[] Range { get; init; }

    public static string Write(Preprocessing preprocessing) => JsonSerializer.Serialize(
        new PreprocessingJson
        {
            Channels = preprocessing.Channels,
            Height = preprocessing.Height,
            Width = preprocessing.Width,
            Background = preprocessing.Background,
            Layout = OnlyLayout,
            Range = [0, 1],
        },
        PreprocessingJsonContext.Default.PreprocessingJson);

    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static Preprocessing Read(string json)
    {
        PreprocessingJson read = JsonSerializer.Deserialize(json, PreprocessingJsonContext.Default.PreprocessingJson)
            ?? throw new JsonException("expected an object, found null");
        if (read.Layout != OnlyLayout) throw new JsonException($"expected the layout {OnlyLayout}, found '{read.Layout}'");
        if (read.Range is not [0, 1]) throw new JsonException("expected the range [0,1], found another");
        return new Preprocessing { Channels = read.Channels, Height = read.Height, Width = read.Width, Background = read.Background };
    }
}
