using Microsoft.Data.Sqlite;

namespace Lookalike.Cli.Faults;

/// <summary>What this program says of faults: in the words of its commands, and knowing the engine of its indexes.</summary>
internal static class ProgramFaults
{
    /// <summary>SQLITE_FULL.</summary>
    private const int Full = 13;

    /// <summary>SQLITE_IOERR_SHMSIZE: the memory that the connections of a database share lies in a file beside it, which found no room.</summary>
    private const int NoSharedMemory = 4874;

    /// <summary>The words for a command line.</summary>
    /// <param name="model">The model that it names, or null.</param>
    public static FaultReport Of(string? model) => new((text, remedy) => RemedyText.Append(text, remedy, model), IsFull);

    private static bool IsFull(Exception fault) =>
        fault is SqliteException sqlite && (sqlite.SqliteErrorCode == Full || sqlite.SqliteExtendedErrorCode == NoSharedMemory);
}
