using Lookalike.Core;
using Lookalike.Datasets.Store;

namespace Lookalike.Web.Settings;

/// <summary>What the HTTP API serves, and its limits. Read once, when the first request comes; not to be changed afterwards.</summary>
public sealed class LookalikeWebOptions
{
    /// <summary>The model file. It may be missing or replaced while the API runs.</summary>
    /// <value>The default is <c>output/autoencoder.onnx</c>.</value>
    public string ModelPath { get; set; } = "output/autoencoder.onnx";

    /// <summary>The index file. It may be missing, written to or replaced while the API runs. Thumbnails are kept in a file beside it.</summary>
    /// <value>The default is <c>output/features.db</c>.</value>
    public string IndexPath { get; set; } = "output/features.db";

    /// <summary>
    /// The names by which clients may ask for this host, beside <c>localhost</c>, the addresses of this machine that they connect to, and nothing else:
    /// a page that has its own name lead here (DNS rebinding) is refused.
    /// </summary>
    public IList<string> HostNames { get; } = [];

    /// <summary>
    /// Origins, such as <c>https://photos.example</c>, whose pages may read answers (CORS). None by default: pages of other origins are refused.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// The keys, by their SHA-256 of 64 hexadecimal digits, and what each allows. Every request but those for health must send one of them as
    /// <c>Authorization: Bearer</c>, or the cookie of a session that one was exchanged for. A host that listens beyond this machine sets one.
    /// </summary>
    /// <value>None by default: no key is asked for, and everybody may do everything.</value>
    public IDictionary<string, AccessRight> Keys { get; } = new Dictionary<string, AccessRight>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether picture files are handed out as they are.</summary>
    /// <value>True by default.</value>
    public bool ServeOriginals { get; set; } = true;

    /// <summary>Whether jobs that write to the index may be started.</summary>
    /// <value>True by default.</value>
    public bool AllowJobs { get; set; } = true;

    /// <summary>The most bytes of an uploaded picture, 1 and up.</summary>
    /// <value>32 MiB by default.</value>
    public int MaxUploadBytes { get; set; } = 32 << 20;

    /// <summary>The most pixels of an uploaded picture, 1 and up. It is checked before any is decoded.</summary>
    /// <value>64 million by default.</value>
    public long MaxPixels { get; set; } = 64_000_000;

    /// <summary>How long a request waits for a picture to be decoded.</summary>
    /// <value>10 seconds by default.</value>
    public TimeSpan MaxDecodeTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Searches that run at once, 1 and up.</summary>
    /// <value>20 by default.</value>
    public int MaxSearches { get; set; } = 20;

    /// <summary>Searches that wait for those, 0 and up; of more each is answered 429.</summary>
    /// <value>100 by default.</value>
    public int MaxWaitingSearches { get; set; } = 100;

    /// <summary>The size that the file of thumbnails grows to, in bytes; 0 for no file.</summary>
    /// <value>256 MiB by default.</value>
    public long MaxThumbnailBytes { get; set; } = 256L << 20;

    /// <summary>What a user of this host does about a fault, such as a command to paste; told with the fault where it is here.</summary>
    public IDictionary<RemedyKind, string> Remedies { get; } = new Dictionary<RemedyKind, string>();

    /// <summary>The data sets of this machine, from which the images of an index of one are shown.</summary>
    /// <value>Those of the user by default.</value>
    public DatasetStore Datasets { get; set; } = new();
}
