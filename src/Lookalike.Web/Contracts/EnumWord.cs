using System.Text.Json.Serialization;

namespace Lookalike.Web.Contracts;

/// <summary>A choice as its word, and not as a number, which says nothing and may be none of it.</summary>
/// <typeparam name="T">The choice.</typeparam>
internal sealed class EnumWord<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
