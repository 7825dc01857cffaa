using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

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
