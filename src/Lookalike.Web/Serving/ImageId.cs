using System.Buffers.Text;
using System.Text;
using Lookalike.Index.Records;
using Lookalike.Web.Faults;

namespace Lookalike.Web.Serving;

/// <summary>
/// The id of an image in addresses: its key in letters that an address takes. It is the same in every index that has the key, and behind which key a
/// page begins. It leads to a record, and nowhere without one.
/// </summary>
internal static class ImageId
{
    // Strict, so that no two ids mean one key.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The id of a key.</summary>
    public static string Of(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>The key of an id.</summary>
    /// <exception cref="ProblemException">It is no id.</exception>
    public static string KeyOf(string id)
    {
        try
        {
            string key = Utf8.GetString(Base64Url.DecodeFromChars(id));
            if (ImageKey.IsValid(key) && Of(key) == id) return key;
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            // It is told below.
        }

        throw new ProblemException(ProblemType.UnknownImage, "This is no id of an image. Take one from a search or a page of the collection.");
    }
}
