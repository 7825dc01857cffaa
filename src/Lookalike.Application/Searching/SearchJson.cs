using System.Text;
using System.Text.Json;
using Lookalike.Application.Indexing;

namespace Lookalike.Application.Searching;

/// <summary>JSON of a search, written by hand: setting a serializer up would last as long as the ranking of 60,000 vectors.</summary>
internal static class SearchJson
{
    public static string Write(SearchReport report)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", report.SchemaVersion);
            writer.WriteString("metric", report.Metric);
            writer.WriteStartArray("queries");
            foreach (QueryHits query in report.Queries)
            {
                writer.WriteStartObject();
                writer.WriteString("query", query.Query);
                WriteLabel(writer, query.Label);
                writer.WriteStartArray("hits");
                foreach (Hit hit in query.Hits)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("rank", hit.Rank);
                    writer.WriteString("key", hit.Key);
                    writer.WriteString("path", hit.Path);
                    WriteLabel(writer, hit.Label);
                    writer.WriteNumber("distance", Math.Min(hit.Distance, float.MaxValue)); // JSON has no infinity
                    writer.WriteNumber("nearIdentical", hit.NearIdentical);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("failures");
            foreach (IndexFailure failure in report.Failures)
            {
                writer.WriteStartObject();
                writer.WriteString("path", failure.Path);
                writer.WriteString("fault", JsonNamingPolicy.CamelCase.ConvertName(failure.Fault.ToString()));
                writer.WriteString("message", failure.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteLabel(Utf8JsonWriter writer, int? label)
    {
        if (label is { } value) writer.WriteNumber("label", value);
        else writer.WriteNull("label");
    }
}
