using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>
/// Ends a statement that takes more steps than the size of its file explains: a damaged or crafted tree of pages may lead a scan round
/// for ever. Every run of a statement begins anew.
/// </summary>
internal sealed class WorkLimit(string path)
{
    private const int StepsOfTick = 100_000;
    private const long TicksAlways = 500; // a second or two
    private const long BytesOfTick = StepsOfTick / 10; // a row takes some ten steps, and some ten bytes at the least

    private long _ticks;

    public void Begin() => _ticks = 0;

    public void Attach(sqlite3 database) => raw.sqlite3_progress_handler(database, StepsOfTick, static limit => ((WorkLimit)limit).Tick() ? 0 : 1, this);

    private bool Tick()
    {
        _ticks++;
        return _ticks <= TicksAlways || _ticks - TicksAlways <= (FileState.Of(path).Length + FileState.Of(path + "-wal").Length) / BytesOfTick;
    }
}
