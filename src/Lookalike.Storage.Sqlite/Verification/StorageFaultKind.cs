namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>What is wrong at one place of a collection.</summary>
internal enum StorageFaultKind
{
    /// <summary>SQLite cannot read the file or a table, or the collection's definition says nothing that can be used. Only a copy or a rebuild helps.</summary>
    Unreadable,

    /// <summary>SQLite's own check of the file found something (PRAGMA integrity_check). Only a copy or a rebuild helps.</summary>
    Integrity,

    /// <summary>A block of vectors has another size than its definition says, or stands where none may. None of its vectors can be read.</summary>
    Block,

    /// <summary>A block of vectors has another checksum than the one it was written with, or none. Any of its vectors may be wrong.</summary>
    Checksum,

    /// <summary>Records have no vector, where their property takes one from each.</summary>
    MissingVector,

    /// <summary>A slot has a vector and no record: searches find something that is not there.</summary>
    StrayVector,

    /// <summary>The slot of a record is listed as free: the next new record cannot be written.</summary>
    FreeSlot,
}
