using System.Diagnostics.Metrics;
using Lookalike.Core.Telemetry;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;

namespace Lookalike.Imaging.Telemetry;

/// <summary>
/// What this library counts: pictures that were read and pictures that were refused, by format and fault. No path and no pixel is ever told. A
/// picture is too small a thing for a span of its own.
/// </summary>
/// <remarks>While nobody listens, nothing is counted.</remarks>
public static class ImagingTelemetry
{
    /// <summary>The name of the meter, to give to <c>AddMeter</c>.</summary>
    public const string MeterName = "Lookalike.Imaging";

    private const string FormatTag = "lookalike.picture.format";
    private const string FaultTag = "lookalike.picture.fault";

    private static readonly Meter Meter = new(MeterName, OperationSource.Version);

    private static readonly Counter<long> Read = Meter.CreateCounter<long>(
        "lookalike.imaging.pictures.read", "{picture}", "Pictures that were decoded into the shape that was asked for.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "lookalike.imaging.pictures.refused", "{picture}", "Files and bytes that could not be read as pictures.");

    // The words of the tags, made once.
    private static readonly string[] Formats = [.. Enum.GetNames<PictureFormat>().Select(static name => name.ToLowerInvariant())];
    private static readonly string[] Faults = [.. Enum.GetNames<PictureFault>().Select(Snake)];

    internal static void CountRead(PictureFormat format)
    {
        if (Read.Enabled) Read.Add(1, new KeyValuePair<string, object?>(FormatTag, Formats[(int)format]));
    }

    /// <summary>Counts a picture that was refused.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="format">Its format; null where that is not known.</param>
    internal static void CountRefused(PictureFault fault, PictureFormat? format)
    {
        if (!Refused.Enabled) return;
        KeyValuePair<string, object?> tag = new(FaultTag, Faults[(int)fault]);
        if (format is null) Refused.Add(1, tag);
        else Refused.Add(1, tag, new KeyValuePair<string, object?>(FormatTag, Formats[(int)format]));
    }

    private static string Snake(string name) =>
        string.Concat(name.Select(static (letter, i) => (i > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter)));
}
