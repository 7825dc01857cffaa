using System.Text;
using System.Text.Json;

namespace Lookalike.Models;

/// <summary>Checks the JSON that a model file carries and does not read.</summary>
internal static class JsonText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Says why a text is not a JSON object of a model file's size, or null.</summary>
    public static string? FindFault(string json)
    {
        try
        {
            byte[] utf8 = Strict.GetBytes(json);
            if (utf8.Length > Onnx.WireSurvey.MaxTextLength) return $"expected at most {Onnx.WireSurvey.MaxTextLength} bytes, found {utf8.Length}";
            using JsonDocument document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : $"expected a JSON object, found {document.RootElement.ValueKind}";
        }
        catch (EncoderFallbackException)
        {
            return "expected Unicode text, found half of a surrogate pair";
        }
        catch (JsonException e)
        {
            return $"expected JSON, found a text that is none ({e.Message.TrimEnd('.')})";
        }
    }
}
