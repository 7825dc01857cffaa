using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite;

public partial class SqliteCollection<TKey, TRecord>
{
    /// <summary>
    /// Reads everything that is stored of the collection and says what is damaged: SQLite's own check of the file, the checksum of every block
    /// of vectors, the records against the vectors, the files of graphs. Nothing is changed. The whole file is read once or twice; other
    /// operations do not wait.
    /// </summary>
    /// <remarks>
    /// A block whose checksum is wrong is refused by everything that needs its vectors; this tells which records it concerns. It keeps its wrong
    /// checksum when other vectors of it are written.
    /// </remarks>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>What was found. A damaged file is no exception.</returns>
    /// <exception cref="VectorStoreException">The collection does not exist, the file belongs to another program, or it may not be opened.</exception>
    public async Task<StorageReport> VerifyAsync(CancellationToken cancellationToken = default)
    {
        const string Operation = "Verify";
        List<StorageFault> faults = [];
        try
        {
            faults = await _shared.File.ReadAsync(Operation, Name, connection =>
                connection is null ? throw SqliteFault.MissingCollection(_shared.Path, Operation, Name)
                    : IntegrityCheck.Run(connection, _shared.Path), cancellationToken).ConfigureAwait(false);
            return await _access.InspectAsync(
                Operation, (connection, mapper) =>
                    new CollectionVerifier<TRecord>(_shared.Path, connection, mapper).Run(faults, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (VectorStoreException fault) when (fault.InnerException is InvalidDataException
            || (fault.InnerException is SqliteException sqlite && SqliteFault.IsDamage(sqlite)))
        {
            StorageFault unreadable = new(StorageFaultKind.Unreadable, _shared.Path, fault.Message);
            return new StorageReport([unreadable, .. faults]);
        }
    }

    /// <summary>
    /// Mends what <see cref="VerifyAsync"/> found, in one transaction, as far as no vector from outside is needed. A block that cannot be read is
    /// taken away: its records have no vector until they are written again. Stray vectors are taken out, and slots in use are free no longer.
    /// A block with a wrong checksum gets the checksum of what it holds; write its records again first, or what is wrong in it passes for right.
    /// </summary>
    /// <param name="faults">
    /// What to mend, as it was found, and with no other change in between than the writing of records. Other kinds are left as they are.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <returns>A task that ends when it is stored.</returns>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    public Task MendAsync(IEnumerable<StorageFault> faults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(faults);
        List<StorageFault> list = [.. faults];
        return list.Count == 0
            ? Task.CompletedTask
            : _access.WriteAsync("Mend", (connection, mapper) => CollectionMender.Run(connection, mapper.Layout, list), cancellationToken);
    }
}
