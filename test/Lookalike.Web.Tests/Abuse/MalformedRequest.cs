using System.Text;

namespace Lookalike.Web.Tests.Abuse;

/// <summary>Requests as nobody should send them: cut, twisted, absurd. The same seed makes the same ones.</summary>
internal sealed class MalformedRequest(int seed)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "GET\0", ""];

    private static readonly string[] Addresses =
    [
        "search", "explanations", "jobs", "queries", "images", "status", "openapi.json", "health/ready", "images/ID", "images/ID/thumbnail", "images/ID/file", "jobs/x",
        "jobs/x/events", "images/../../../etc/passwd", "images/%2e%2e%2f%2e%2e%2fetc%2fpasswd/file", "images/..%5c..%5cm.onnx/file", "images/ID/thumbnail?size=-1",
        "images/ID/thumbnail?size=99999999999999999999", "images?size=1e9", "images?after=%00", "images?match=%FF%FE", "images/%00/file", "images/ID%0d%0aX:1/file", "//", "?", "%",
    ];

    private static readonly string[] Values =
    [
        "0", "-1", "1e308", "1e999", "-0", "99999999999999999999999999", "null", "true", "\"\"", "[]", "{}", "\"\\u0000\"", "\"\\ud800\"", "\"../../etc/passwd\"", "\"/etc/passwd\"", "NaN",
        "\"http://169.254.169.254/latest\"", "\"pictures/1.png\"", "0.5", "[[[[[[]]]]]]", "\"'; DROP TABLE records_1; --\"", "\"**/**/**/**/**/*\"",
    ];

    private static readonly string[] Members = ["examples", "key", "query", "weight", "crop", "x", "y", "width", "height", "top", "skip", "within", "match", "label", "collapse", "metric", "exact", "kind", "hit", "rows", "columns", "path", "__proto__"];

    private static readonly string[] Headers =
    [
        "Content-Type: application/json", "Content-Type: image/png", "Content-Type: ", "Content-Type: application/json; charset=utf-7", "Content-Length: -1", "Content-Length: 99999999999999",
        "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Host: evil.example", "Host: ", "Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "Range: bytes=-1-", "Range: bytes=9-1",
        "If-None-Match: *", "If-None-Match: \"", "Last-Event-ID: x", "Expect: 100-continue", "Authorization: Bearer ", "Connection: upgrade", "Upgrade: h2c", "X-Forwarded-Host: evil", "Content-Encoding: br",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next one, as bytes on the wire.</summary>
    /// <param name="id">The id of an image that there is.</param>
    /// <returns>The bytes, and whether a server that has read them may still wait for more: then the client has to hang up.</returns>
    public (byte[] Bytes, bool MayBeCut) Next(string id)
    {
        string method = _random.Next(3) > 0 ? Methods[_random.Next(2)] : Pick(Methods);
        byte[] body = Body();
        int told = body.Length + (_random.Next(5) == 0 ? _random.Next(-3, 40) : 0);
        var head = new StringBuilder($"{method} /api/v1/{Pick(Addresses).Replace("ID", id, StringComparison.Ordinal)} HTTP/1.1\r\n");
        if (_random.Next(10) > 0) head.Append("Host: localhost\r\n");
        if (_random.Next(3) > 0) head.Append("Content-Type: application/json\r\n");
        if (_random.Next(4) > 0) head.Append($"Content-Length: {Math.Max(0, told)}\r\n");
        int headers = _random.Next(3);
        for (int i = headers; i > 0; i--) head.Append(Pick(Headers)).Append("\r\n");
        head.Append("Connection: close\r\n\r\n");
        byte[] all = [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
        int damage = _random.Next(8);
        if (damage == 0) all[_random.Next(all.Length)] = (byte)_random.Next(256);
        if (damage == 1) all = all[.._random.Next(1, all.Length)];
        return (all, headers > 0 || damage < 2 || told > body.Length);
    }

    private byte[] Body()
    {
        switch (_random.Next(5))
        {
            case 0:
                byte[] noise = new byte[_random.Next(2000)];
                _random.NextBytes(noise);
                return noise;
            case 1:
                return [];
            default:
                byte[] json = Encoding.UTF8.GetBytes(Json(depth: 0));
                return _random.Next(5) == 0 ? json[.._random.Next(json.Length)] : json;
        }
    }

    private string Json(int depth)
    {
        if (depth == 0 && _random.Next(2) == 0) return $$"""{"examples":[{"key":"pictures/1.png","{{Pick(Members)}}":{{Pick(Values)}}}],"{{Pick(Members)}}":{{Pick(Values)}}}""";
        if (depth > 3 || _random.Next(4) == 0) return Pick(Values);
        IEnumerable<string> parts = Enumerable.Range(0, _random.Next(4)).Select(_ => Json(depth + 1)).ToArray();
        return _random.Next(3) == 0 ? $"[{string.Join(',', parts)}]" : $"{{{string.Join(',', parts.Select(part => $"\"{Pick(Members)}\":{part}"))}}}";
    }

    private string Pick(string[] of) => of[_random.Next(of.Length)];
}
