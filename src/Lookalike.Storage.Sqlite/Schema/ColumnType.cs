using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lookalike.Storage.Sqlite.Database;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>How one .NET type lies in a column: its name in the catalogue, the column's affinity, and the conversion both ways.</summary>
internal sealed class ColumnType
{
    private const string Text = "TEXT", Integer = "INTEGER", Real = "REAL", Blob = "BLOB";

    private static readonly ColumnType[] All =
    [
        new(typeof(string), "string", Text, (s, i, v) => s.Bind(i, (string)v), (s, i) => s.Text(i)),
        new(typeof(bool), "bool", Integer, (s, i, v) => s.Bind(i, (bool)v ? 1 : 0), (s, i) => s.Integer(i) != 0),
        new(typeof(int), "int32", Integer, (s, i, v) => s.Bind(i, (int)v), (s, i) => checked((int)s.Integer(i))),
        new(typeof(long), "int64", Integer, (s, i, v) => s.Bind(i, (long)v), (s, i) => s.Integer(i)),
        new(typeof(float), "float32", Real, (s, i, v) => BindReal(s, i, (float)v), (s, i) => (float)ReadReal(s, i)),
        new(typeof(double), "float64", Real, (s, i, v) => BindReal(s, i, (double)v), (s, i) => ReadReal(s, i)),
        new(typeof(byte[]), "bytes", Blob, (s, i, v) => s.Bind(i, (byte[])v), (s, i) => s.Blob(i).ToArray()),
        new(typeof(Guid), "guid", Text, (s, i, v) => s.Bind(i, ((Guid)v).ToString("D")), (s, i) => Guid.ParseExact(s.Text(i), "D")),
        new(typeof(DateTime), "datetime", Text,
            (s, i, v) => s.Bind(i, ((DateTime)v).ToString("O", CultureInfo.InvariantCulture)),
            (s, i) => DateTime.ParseExact(s.Text(i), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        new(typeof(DateTimeOffset), "datetimeoffset", Text,
            (s, i, v) => s.Bind(i, ((DateTimeOffset)v).ToString("O", CultureInfo.InvariantCulture)),
            (s, i) => DateTimeOffset.ParseExact(s.Text(i), "O", CultureInfo.InvariantCulture)),
        new(typeof(string[]), "strings", Text,
            (s, i, v) => s.Bind(i, JsonSerializer.Serialize((string[])v, StringsJson.Default.StringArray)),
            (s, i) => Json(s, i, StringsJson.Default.StringArray)),
        new(typeof(List<string>), "strings", Text,
            (s, i, v) => s.Bind(i, JsonSerializer.Serialize((List<string>)v, StringsJson.Default.ListString)),
            (s, i) => Json(s, i, StringsJson.Default.ListString)),
    ];

    private static readonly Dictionary<Type, ColumnType> ByType = All.ToDictionary(t => t.Type);

    private readonly Action<Statement, int, object> _bind;
    private readonly Func<Statement, int, object> _read;

    private ColumnType(Type type, string name, string affinity, Action<Statement, int, object> bind, Func<Statement, int, object> read)
    {
        Type = type;
        Name = name;
        Affinity = affinity;
        _bind = bind;
        _read = read;
    }

    public const string SupportedKeys = "string, int, long, Guid";

    public const string SupportedData = "string, bool, int, long, float, double, byte[], Guid, DateTime, DateTimeOffset, their nullable forms, string[], List<string>";

    public Type Type { get; }

    public string Name { get; }

    public string Affinity { get; }

    public static ColumnType Named(string name) =>
        Array.Find(All, t => t.Name == name) ?? throw new NotSupportedException($"The column type '{name}' is not known.");

    public static bool IsKnown(string name) => Array.Exists(All, t => t.Name == name);

    public static bool TryGet(Type type, [NotNullWhen(true)] out ColumnType? column) =>
        ByType.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out column);

    public static ColumnType For(Type type) =>
        TryGet(type, out ColumnType? column) ? column : throw new NotSupportedException($"The type '{type}' is not one of {SupportedData}.");

    public static bool IsKey(Type type) => type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(Guid);

    public void Bind(Statement statement, int parameter, object? value)
    {
        if (value is null) statement.BindNull(parameter);
        else _bind(statement, parameter, value);
    }

    /// <exception cref="InvalidDataException">What is stored is no value of the type.</exception>
    public object? Read(Statement statement, int column)
    {
        if (statement.IsNull(column)) return null;
        try
        {
            return _read(statement, column);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or JsonException)
        {
            throw new InvalidDataException($"a value is no {Name} ({fault.Message})", fault);
        }
    }

    // SQLite stores NaN as NULL. As a text it stays what it is, and a column of REAL affinity keeps such a text.
    private static void BindReal(Statement statement, int parameter, double value)
    {
        if (double.IsNaN(value)) statement.Bind(parameter, "NaN");
        else statement.Bind(parameter, value);
    }

    private static double ReadReal(Statement statement, int column)
    {
        if (statement.Kind(column) == raw.SQLITE_TEXT && statement.Text(column) == "NaN") return double.NaN;
        statement.Require(column, raw.SQLITE_FLOAT);
        return statement.Double(column);
    }

    private static object Json<T>(Statement statement, int column, JsonTypeInfo<T> type)
    {
        statement.Require(column, raw.SQLITE_TEXT);
        return JsonSerializer.Deserialize(statement.Bytes(column), type) ?? throw new JsonException("it is null");
    }
}
