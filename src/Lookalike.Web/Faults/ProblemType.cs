namespace Lookalike.Web.Faults;

/// <summary>A kind of answer that is no success: its name in <c>type</c> stays what it is, so that programs can go by it. Immutable.</summary>
/// <param name="name">The last part of its <c>type</c>.</param>
/// <param name="status">The status of the answer.</param>
/// <param name="title">What it is, in a few words.</param>
internal sealed class ProblemType(string name, int status, string title)
{
    public static readonly ProblemType BadRequest = new("bad-request", 400, "The request is not as it should be");
    public static readonly ProblemType UnknownHost = new("unknown-host", 400, "The server is not asked for by one of its names");
    public static readonly ProblemType KeyRequired = new("key-required", 401, "A key is needed");
    public static readonly ProblemType CrossOrigin = new("cross-origin", 403, "Pages of other origins may not ask");
    public static readonly ProblemType NotAllowed = new("not-allowed", 403, "The key does not allow this");
    public static readonly ProblemType SwitchedOff = new("switched-off", 403, "This is switched off");
    public static readonly ProblemType OutsideFolder = new("outside-folder", 403, "The file lies outside its folder");
    public static readonly ProblemType NotFound = new("not-found", 404, "There is no such thing");
    public static readonly ProblemType UnknownImage = new("unknown-image", 404, "The index has no such image");
    public static readonly ProblemType UnknownQuery = new("unknown-query", 404, "The uploaded picture is not there");
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, "The address takes other methods");
    public static readonly ProblemType TooSlow = new("too-slow", 408, "The body did not arrive in time");
    public static readonly ProblemType InUse = new("in-use", 409, "Another writer has the index");
    public static readonly ProblemType JobRunning = new("job-running", 409, "A job runs already");
    public static readonly ProblemType NoFolders = new("no-folders", 409, "The index holds no folders");
    public static readonly ProblemType NoDecoder = new("no-decoder", 409, "The model cannot draw");
    public static readonly ProblemType Gone = new("gone", 410, "The picture is no longer what was indexed");
    public static readonly ProblemType TooLarge = new("too-large", 413, "The body is too large");
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, "The body is of another type");
    public static readonly ProblemType UnreadablePicture = new("unreadable-picture", 422, "The picture cannot be read");
    public static readonly ProblemType TooManyPixels = new("too-many-pixels", 422, "The picture is too large");
    public static readonly ProblemType DecodeTime = new("decode-time", 422, "The picture takes too long to decode");
    public static readonly ProblemType TooBusy = new("too-busy", 429, "Too much is being asked at once");
    public static readonly ProblemType Unexpected = new("unexpected", 500, "Something went wrong");
    public static readonly ProblemType NotReady = new("not-ready", 503, "Model and index are not ready");
    public static readonly ProblemType Stopping = new("stopping", 503, "The server is being stopped");
    public static readonly ProblemType StorageFull = new("storage-full", 507, "There is no room to write");

    /// <summary>The status of the answer.</summary>
    public int Status => status;

    /// <summary>What it is, in a few words.</summary>
    public string Title => title;

    /// <summary>The name by which programs know it.</summary>
    public string Urn { get; } = $"urn:lookalike:problem:{name}";
}
