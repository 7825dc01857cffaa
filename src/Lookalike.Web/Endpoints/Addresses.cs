using Lookalike.Index.Records;
using Lookalike.Web.Serving;
using Lookalike.Web.Thumbnails;
using Microsoft.AspNetCore.Http;

namespace Lookalike.Web.Endpoints;

/// <summary>The addresses of this API as a client of the same host asks for them, wherever the host has put it.</summary>
internal sealed class Addresses
{
    /// <summary>Where the API begins.</summary>
    public const string Prefix = "/api/v1";

    private readonly string _base;

    /// <summary>Those that go with a request.</summary>
    public Addresses(HttpRequest request)
    {
        string path = request.Path.ToUriComponent();
        int at = path.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase);
        _base = request.PathBase.ToUriComponent() + path[..Math.Max(0, at)] + Prefix;
    }

    /// <summary>The thumbnail of an image: with the hash of its content, so that it may be kept for ever.</summary>
    public string Thumbnail(ImageRecord record)
    {
        string address = $"{_base}/images/{ImageId.Of(record.Key)}/thumbnail";
        return ThumbnailMaker.IsHash(record.ContentHash) ? $"{address}?v={record.ContentHash}" : address;
    }

    /// <summary>The file of an image.</summary>
    public string File(ImageRecord record) => $"{_base}/images/{ImageId.Of(record.Key)}/file";

    /// <summary>A job.</summary>
    public string Job(string id) => $"{_base}/jobs/{id}";
}
