using System.Text;
using System.Text.Json;

namespace Lookalike.Models.Importing;

/// <summary>What an encoder was imported from and how, as JSON in the place of a recipe.</summary>
internal sealed class ImportRecipe(string source, string sha256, ForeignInput input, string output, LatentShape latent)
{
    public string Write(ImportSettings settings)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("imported");
            writer.WriteString("source", source);
            writer.WriteString("sha256", sha256);
            writer.WriteString("input", input.Name);
            writer.WriteString("layout", input.ChannelsLast ? "NHWC" : "NCHW");
            writer.WriteNumber("range", settings.Range);
            Write(writer, "mean", settings.Mean);
            Write(writer, "std", settings.Deviation);
            writer.WriteString("channels", settings.BlueFirst ? "bgr" : "rgb");
            writer.WriteString("output", output);
            writer.WriteString("latent", latent.Text);
            writer.WriteBoolean("unitLength", settings.UnitLength);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<float> values)
    {
        writer.WriteStartArray(name);
        foreach (float value in values) writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
