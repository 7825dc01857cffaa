using System.Text.Json.Serialization;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>Lists of texts, which lie in a column as JSON.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class StringsJson : JsonSerializerContext;
