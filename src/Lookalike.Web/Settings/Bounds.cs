namespace Lookalike.Web.Settings;

/// <summary>The limits of the API that no host changes. <c>GET /status</c> tells them.</summary>
internal static class Bounds
{
    /// <summary>Bytes of a JSON body.</summary>
    public const int JsonBytes = 256 << 10;

    /// <summary>Bytes that are received of a body that is too large, and not kept.</summary>
    public const long DiscardedBytes = 64L << 20;

    /// <summary>Examples of a search.</summary>
    public const int Examples = 16;

    /// <summary>Hits of a page.</summary>
    public const int Top = 1000;

    /// <summary>Hits before a page.</summary>
    public const int Skip = 10_000;

    /// <summary>Characters of a pattern.</summary>
    public const int Pattern = 256;

    /// <summary>Images of a page of the collection.</summary>
    public const int Page = 200;

    /// <summary>Uploaded pictures that are kept.</summary>
    public const int Queries = 64;

    /// <summary>Bytes of all of them together.</summary>
    public const long QueryBytes = 256L << 20;

    /// <summary>Rows, and columns, of an explanation.</summary>
    public const int GridSide = 16;

    /// <summary>Explanations at once, and those that wait.</summary>
    public const int Explanations = 2, WaitingExplanations = 8;

    /// <summary>Drawings of a walk, those of its two ends among them.</summary>
    public const int MinFrames = 3, Frames = 65;

    /// <summary>Reconstructions and walks at once, and those that wait.</summary>
    public const int Drawings = 2, WaitingDrawings = 8;

    /// <summary>Pages by strangeness that wait while it is measured.</summary>
    public const int WaitingOrders = 32;

    /// <summary>Pictures that are decoded and encoded, and those that wait.</summary>
    public const int WaitingPictures = 64;

    /// <summary>Uploads whose bytes are being received.</summary>
    public const int Uploads = 8, WaitingUploads = 32;

    /// <summary>Originals that are read to be made small, in bytes.</summary>
    public const int PictureBytes = 256 << 20;

    /// <summary>Streams of events at once, and those of one client.</summary>
    public const int Streams = 64, ClientStreams = 4;

    /// <summary>Events of a job that are kept.</summary>
    public const int Events = 1000;

    /// <summary>Sessions at once.</summary>
    public const int Sessions = 64;

    /// <summary>Jobs that are remembered after they have ended.</summary>
    public const int EndedJobs = 16;

    /// <summary>How long an uploaded picture is kept.</summary>
    public static TimeSpan QueryLife { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts.</summary>
    public static TimeSpan SessionLife { get; } = TimeSpan.FromHours(12);

    /// <summary>How long a body may take to arrive.</summary>
    public static TimeSpan BodyTime { get; } = TimeSpan.FromSeconds(60);
}
