using Lookalike.Core;
using Lookalike.Core.Globs;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Index;

/// <summary>
/// One open index as the application sees it: its description, its records and their vectors. Each call is one moment: what another writes
/// meanwhile is in the answer as a whole or not at all. Reads are safe from many threads; one writes at a time.
/// </summary>
/// <remarks>
/// Every call may throw <see cref="IndexStorageException"/>, where the engine cannot read or write what it keeps. An engine may work on the
/// caller's thread, and return a task that has ended: who must not be held up calls from another thread.
/// </remarks>
public interface IIndexStore : IDisposable
{
    /// <summary>Where the index is: for an engine of files, the file.</summary>
    string Location { get; }

    /// <summary>
    /// Counts up when a call finds that all of the index was replaced, as by another file under its path. Where it was the same after the last of
    /// some calls as before the first, all of them read one index. 0 of an engine whose indexes cannot be replaced.
    /// </summary>
    long Generation => 0;

    /// <summary>Reads what the index says of itself.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="IndexException">Something of it cannot be; the inner exception is an <see cref="InvalidDataException"/>.</exception>
    Task<IndexDescription> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Reads what tells what is stored now from what was stored at any other time.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The same text as long as nothing is written, whoever writes, and another one afterwards. It means nothing else.</returns>
    Task<string> StateAsync(CancellationToken cancellationToken);

    /// <summary>Reads the keys of all records, columns of them, and what the index says of itself, of one moment.</summary>
    /// <param name="columns">What to read beside the keys.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The rows, in an order that stays while nothing is written. They may share memory with the store, so they are not changed.</returns>
    /// <exception cref="IndexException">What the index says of itself cannot be, as for <see cref="DescribeAsync"/>.</exception>
    Task<IndexSnapshot> ReadAsync(IndexColumns columns, CancellationToken cancellationToken);

    /// <summary>Reads records by their keys, of one moment.</summary>
    /// <param name="keys">The keys; may be empty.</param>
    /// <param name="includeVectors">Whether the records come with their vectors.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records that there are, in the order of the keys. Without a vector where it was not asked for, or is missing.</returns>
    Task<IReadOnlyList<ImageRecord>> GetAsync(IEnumerable<string> keys, bool includeVectors, CancellationToken cancellationToken);

    /// <summary>Reads records in the order of their keys, which stays while others come and go, of one moment.</summary>
    /// <param name="after">The key behind which they begin, whether or not there is a record of it; null for the first.</param>
    /// <param name="count">How many at most, 1 and up.</param>
    /// <param name="match">What the keys match; null for any.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records, without vectors.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    Task<IReadOnlyList<ImageRecord>> ListAsync(string? after, int count, Glob? match, CancellationToken cancellationToken);

    /// <summary>Writes records, deletes others, and describes the index anew, all or nothing: whoever reads sees all of it or none.</summary>
    /// <param name="records">Records to write, new or in the place of one with their key; may be empty. They keep no reference to what is stored.</param>
    /// <param name="deletedKeys">Keys to delete, after the others are written; one that no record has makes no difference. May be empty.</param>
    /// <param name="description">What the index says of itself from now on; null to leave that as it is.</param>
    /// <param name="cancellationToken">Ends the writing early; then nothing of it is stored.</param>
    /// <exception cref="ArgumentException">
    /// A record has no key, one that is too long, or a vector of another size or with a value that is not finite.
    /// </exception>
    Task WriteAsync(IEnumerable<ImageRecord> records, IEnumerable<string> deletedKeys, IndexDescription? description, CancellationToken cancellationToken);

    /// <summary>Finds the nearest records.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The hits, nearest first.</returns>
    /// <exception cref="ArgumentException">The latent has another size than the vectors.</exception>
    Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken);

    /// <summary>Counts the records, with a vector or without.</summary>
    /// <param name="cancellationToken">Ends the counting early.</param>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Brings into memory what the first search would otherwise wait for.</summary>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>How many vectors there are.</returns>
    Task<long> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Brings up to date what approximate searches walk. An index opened for writing builds and keeps it.</summary>
    /// <param name="progress">Told now and then how many images it holds, from any thread; or null.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>False where searches are exact all the same: there are too few images, or the one who wrote the index built none.</returns>
    Task<bool> PrepareAsync(IProgress<Progress>? progress, CancellationToken cancellationToken);

    /// <summary>What not every engine can do, such as <see cref="Verification.IIndexVerification"/>.</summary>
    /// <typeparam name="T">The capability.</typeparam>
    /// <returns>It; null where this engine has it not.</returns>
    T? Capability<T>()
        where T : class;
}
