using System.Text;
using System.Text.Json;
using Lookalike.Imaging.Reading;
using Lookalike.Models.Encoders;

namespace Lookalike.Models;

/// <summary>
/// <see cref="Preprocessing"/> as it stands in a model file, with range and layout written out for readers in other languages:
/// <c>{"channels":1,"height":28,"width":28,"background":0,"fit":"pad","layout":"NCHW","range":[0,1]}</c>, and <c>"inkBox":20</c> where the images are
/// drawings in a box. Read and written by hand: a search is a short
/// process, and setting up a serializer would be a tenth of it.
/// </summary>
internal static class PreprocessingJson
{
    private const string InkBox = "inkBox";
    private const string OnlyLayout = "NCHW";
    private static readonly string[] Members = ["channels", "height", "width", "background", "fit", "layout", "range"];

    public static string Write(Preprocessing preprocessing)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("channels", preprocessing.Channels);
            writer.WriteNumber("height", preprocessing.Height);
            writer.WriteNumber("width", preprocessing.Width);
            if (preprocessing.Background is { } background) writer.WriteNumber("background", background);
            else writer.WriteNull("background");
            writer.WriteString("fit", Word(preprocessing.Fit));
            writer.WriteString("layout", OnlyLayout);
            writer.WriteStartArray("range");
            writer.WriteNumberValue(0);
            writer.WriteNumberValue(1);
            writer.WriteEndArray();
            if (preprocessing.InkBox is { } box) writer.WriteNumber(InkBox, box);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static Preprocessing Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException($"expected an object, found {root.GetRawText()[..Math.Min(40, root.GetRawText().Length)]}");
        string[] found = [.. root.EnumerateObject().Select(member => member.Name).Where(name => name != InkBox)];
        if (found.Length != Members.Length || Members.Except(found).Any())
            throw new JsonException($"expected the members {string.Join(", ", Members)}, found {string.Join(", ", found.Take(Members.Length + 1))}");
        if (root.GetProperty("layout").ToString() is var layout && layout != OnlyLayout)
            throw new JsonException($"expected the layout {OnlyLayout}, found '{layout}'");
        if (root.GetProperty("range").GetRawText() != "[0,1]") throw new JsonException("expected the range [0,1], found another");
        return new Preprocessing
        {
            Channels = Integer(root, "channels"),
            Height = Integer(root, "height"),
            Width = Integer(root, "width"),
            Background = root.GetProperty("background").ValueKind == JsonValueKind.Null ? null : Byte(Integer(root, "background")),
            InkBox = root.TryGetProperty(InkBox, out _) ? Integer(root, InkBox) : null,
            Fit = ReadFit(root.GetProperty("fit").ToString()),
        };
    }

    private static string Word(PictureFit fit) => fit switch
    {
        PictureFit.Pad => "pad",
        PictureFit.Crop => "crop",
        _ => "stretch",
    };

    private static PictureFit ReadFit(string word)
    {
        PictureFit[] fits = Enum.GetValues<PictureFit>();
        int found = Array.FindIndex(fits, fit => Word(fit) == word);
        return found >= 0 ? fits[found] : throw new JsonException($"expected a fit of {string.Join(", ", fits.Select(Word))}, found '{word}'");
    }

    private static byte Byte(int value) =>
        value is >= 0 and <= byte.MaxValue ? (byte)value : throw new JsonException($"expected a background of 0..255, found {value}");

    private static int Integer(JsonElement root, string name) =>
        root.GetProperty(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value)
            ? value
            : throw new JsonException($"expected an integer for {name}, found {root.GetProperty(name).ValueKind}");
}
