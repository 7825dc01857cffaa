using System.Text.Json.Serialization;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Faults;

/// <summary>Why a file, or bytes, cannot be read as a picture.</summary>
public enum PictureFault
{
    /// <summary>It cannot be read: no permission, a folder, a fault of the disk. Also where whoever threw did not say.</summary>
    [JsonStringEnumMemberName("unreadable")]
    Unreadable,

    /// <summary>There is no such file, or no longer.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>It has no bytes.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary>Its first bytes are those of no format that is read, whatever its name.</summary>
    [JsonStringEnumMemberName("notAPicture")]
    NotAPicture,

    /// <summary>It begins like a picture, and the rest is damaged or cut short.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken,

    /// <summary>Its header says more pixels than <see cref="PictureReader.MaxPixels"/>.</summary>
    [JsonStringEnumMemberName("tooManyPixels")]
    TooManyPixels,

    /// <summary>The part of it that was asked for (<see cref="PictureArea"/>) does not lie inside it.</summary>
    OutOfBounds,

    /// <summary>It is a result that this library drew: a montage, a sheet or a plot. It can be read; among pictures it is passed over.</summary>
    [JsonStringEnumMemberName("result")]
    Result,

    /// <summary>It is a picture in a format, or in a form of its format, that is not read: HEIC, RAW files of cameras, numbers of 12 bits.</summary>
    [JsonStringEnumMemberName("unsupported")]
    Unsupported,

    /// <summary>Decoding it takes more memory than all of <see cref="PictureReader.Memory"/>.</summary>
    [JsonStringEnumMemberName("tooMuchMemory")]
    TooMuchMemory,
}
