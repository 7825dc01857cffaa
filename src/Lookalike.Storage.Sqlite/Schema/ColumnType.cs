using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lookalike.Storage.Sqlite.Database;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>How one .NET type lies in a column: its name in the catalogue, the column's affinity, and the conversion both ways.</summary>
internal abstract class ColumnType
{
    private const string Text = "TEXT", Integer = "INTEGER", Real = "REAL", Blob = "BLOB";

    private static readonly ColumnType[] All =
    [
        new ReferenceColumnType<string>("string", Text, (s, i, v) => s.Bind(i, v), (s, i) => s.Text(i)),
        new ValueColumnType<bool>("bool", Integer, (s, i, v) => s.Bind(i, v ? 1 : 0), (s, i) => s.Integer(i) != 0),
        new ValueColumnType<int>("int32", Integer, (s, i, v) => s.Bind(i, v), (s, i) => checked((int)s.Integer(i))),
        new ValueColumnType<long>("int64", Integer, (s, i, v) => s.Bind(i, v), (s, i) => s.Integer(i)),
        new ValueColumnType<float>("float32", Real, (s, i, v) => BindReal(s, i, v), (s, i) => (float)ReadReal(s, i)),
        new ValueColumnType<double>("float64", Real, BindReal, ReadReal),
        new ReferenceColumnType<byte[]>("bytes", Blob, (s, i, v) => s.Bind(i, v), (s, i) => s.Blob(i).ToArray()),
        new ValueColumnType<Guid>("guid", Text, (s, i, v) => s.Bind(i, v.ToString("D")), (s, i) => Guid.ParseExact(s.Text(i), "D")),
        new ValueColumnType<DateTime>("datetime", Text,
            (s, i, v) => s.Bind(i, v.ToString("O", CultureInfo.InvariantCulture)),
            (s, i) => DateTime.ParseExact(s.Text(i), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        new ValueColumnType<DateTimeOffset>("datetimeoffset", Text,
            (s, i, v) => s.Bind(i, v.ToString("O", CultureInfo.InvariantCulture)),
            (s, i) => DateTimeOffset.ParseExact(s.Text(i), "O", CultureInfo.InvariantCulture)),
        new ReferenceColumnType<string[]>("strings", Text,
            (s, i, v) => s.Bind(i, JsonSerializer.Serialize(v, StringsJson.Default.StringArray)),
            (s, i) => Json(s, i, StringsJson.Default.StringArray)),
        new ReferenceColumnType<List<string>>("strings", Text,
            (s, i, v) => s.Bind(i, JsonSerializer.Serialize(v, StringsJson.Default.ListString)),
            (s, i) => Json(s, i, StringsJson.Default.ListString)),
    ];

    private static readonly Dictionary<Type, ColumnType> ByType = All.ToDictionary(t => t.Type);

    protected ColumnType(Type type, string name, string affinity)
    {
        Type = type;
        Name = name;
        Affinity = affinity;
    }

    public const string SupportedKeys = "string, int, long, Guid";

    public const string SupportedData = "string, bool, int, long, float, double, byte[], Guid, DateTime, DateTimeOffset, their nullable forms, " +
        "string[], List<string>";

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
        else BindValue(statement, parameter, value);
    }

    /// <exception cref="InvalidDataException">What is stored is no value of the type.</exception>
    public object? Read(Statement statement, int column)
    {
        if (statement.IsNull(column)) return null;
        try
        {
            return ReadValue(statement, column);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or JsonException)
        {
            throw new InvalidDataException($"a value is no {Name} ({fault.Message})", fault);
        }
    }

    /// <summary>An array for the values of a column: of the type, or of its nullable form where it is a value type.</summary>
    public abstract Array NewArray(int length);

    /// <summary>Reads a value into such an array, null included.</summary>
    /// <exception cref="InvalidDataException">What is stored is no value of the type.</exception>
    public abstract void ReadInto(Array values, int index, Statement statement, int column);

    /// <summary>A copy of such an array with the type's default in the place of null; for value types only.</summary>
    public virtual Array WithoutNull(Array values) => throw new InvalidOperationException($"{Name} has no form without null.");

    protected abstract void BindValue(Statement statement, int parameter, object value);

    protected abstract object ReadValue(Statement statement, int column);

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

    private static T Json<T>(Statement statement, int column, JsonTypeInfo<T> type)
    {
        statement.Require(column, raw.SQLITE_TEXT);
        return JsonSerializer.Deserialize(statement.Bytes(column), type) ?? throw new JsonException("it is null");
    }
}

/// <summary>A column of values that are objects.</summary>
internal sealed class ReferenceColumnType<T>(string name, string affinity, Action<Statement, int, T> bind, Func<Statement, int, T> read)
    : ColumnType(typeof(T), name, affinity)
    where T : class
{
    public override Array NewArray(int length) => new T?[length];

    public override void ReadInto(Array values, int index, Statement statement, int column) => ((T?[])values)[index] = (T?)Read(statement, column);

    protected override void BindValue(Statement statement, int parameter, object value) => bind(statement, parameter, (T)value);

    protected override object ReadValue(Statement statement, int column) => read(statement, column);
}

/// <summary>A column of values that are no objects, but may be null.</summary>
internal sealed class ValueColumnType<T>(string name, string affinity, Action<Statement, int, T> bind, Func<Statement, int, T> read)
    : ColumnType(typeof(T), name, affinity)
    where T : struct
{
    public override Array NewArray(int length) => new T?[length];

    public override void ReadInto(Array values, int index, Statement statement, int column) => ((T?[])values)[index] = (T?)Read(statement, column);

    public override Array WithoutNull(Array values) => Array.ConvertAll((T?[])values, static value => value.GetValueOrDefault());

    protected override void BindValue(Statement statement, int parameter, object value) => bind(statement, parameter, (T)value);

    protected override object ReadValue(Statement statement, int column) => read(statement, column);
}

/// <summary>Lists of texts, which lie in a column as JSON.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class StringsJson : JsonSerializerContext;
