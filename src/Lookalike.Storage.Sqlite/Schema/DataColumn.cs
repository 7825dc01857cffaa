namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>A column of the record table.</summary>
internal sealed record DataColumn(string Name, string Type)
{
    public override string ToString() => $"'{Name}' of type {Type}";
}
