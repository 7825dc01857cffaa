namespace Lookalike.Imaging.Reading;

/// <summary>How a picture of another aspect ratio becomes the shape of a model's input.</summary>
public enum PictureFit
{
    /// <summary>Scaled until it fits inside, and centred; the margin is filled. All of the picture is seen, undistorted.</summary>
    Pad,

    /// <summary>Scaled until it covers the shape, and cut about its centre. Undistorted; the ends of the longer side are lost.</summary>
    Crop,

    /// <summary>Scaled to the shape, each side by its own factor. All of the picture is seen, distorted.</summary>
    Stretch,
}
