using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Lookalike.Web.Faults;

namespace Lookalike.Web.Serving;

/// <summary>
/// A place in the order of strangeness as a cursor: the distance and the key of an image. So it leads on behind the same place in whatever state of the
/// index. Immutable.
/// </summary>
internal sealed record StrangePlace(float Distance, string Key)
{
    // Strict, so that what is no key is told.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>As it stands in an address.</summary>
    public override string ToString()
    {
        byte[] bytes = new byte[sizeof(float) + Encoding.UTF8.GetByteCount(Key)];
        BinaryPrimitives.WriteSingleBigEndian(bytes, Distance);
        Encoding.UTF8.GetBytes(Key, bytes.AsSpan(sizeof(float)));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static StrangePlace Parse(string text)
    {
        try
        {
            byte[] bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length > sizeof(float) && BinaryPrimitives.ReadSingleBigEndian(bytes) is >= 0 and <= float.MaxValue and var distance)
                return new StrangePlace(distance, Utf8.GetString(bytes.AsSpan(sizeof(float))));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            // It is told below.
        }

        throw new ProblemException(ProblemType.BadRequest, "'after': expected `next` of a page in the same order.").With("member", "after");
    }
}
