using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lookalike.Web.Contracts;

/// <summary>
/// A choice as its word, and not as a number, which says nothing and may be none of it. It is written as <c>oneWord</c>, and read in whatever case:
/// generated clients write the names of their own types.
/// </summary>
/// <typeparam name="T">The choice.</typeparam>
internal sealed class EnumWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
