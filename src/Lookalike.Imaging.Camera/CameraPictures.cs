using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Camera;

/// <summary>HEIC, as telephones write it, and the raw files of cameras: pictures that need a decoder of their own.</summary>
public static class CameraPictures
{
    /// <summary>
    /// Lets every reader of this process read them, from now on. Called once, before the first folder is listed; calls after that change nothing. The decoder
    /// itself is loaded with the first such picture. Safe from any thread.
    /// </summary>
    public static void Enable() => CameraDecoder.Register(CameraPicture.Open);
}
