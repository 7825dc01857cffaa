namespace Lookalike.Index.Verification;

/// <summary>The capability of an engine to look for damage in what it keeps, and to mend it.</summary>
public interface IIndexVerification
{
    /// <summary>Reads everything that is stored of the index and says what is damaged. Nothing is changed.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>What was found. Damage is no exception.</returns>
    /// <exception cref="IndexStorageException">The index is gone, of another program, or may not be opened.</exception>
    Task<IndexReport> VerifyAsync(CancellationToken cancellationToken);

    /// <summary>Mends what was found, all or nothing, as far as no vector from outside is needed.</summary>
    /// <param name="faults">
    /// What to mend, as <see cref="VerifyAsync"/> gave it, and with no other change in between than the writing of records. Kinds that cannot be
    /// mended are left as they are. A block with a wrong checksum gets that of what it holds: write its records again first.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <exception cref="IndexStorageException">The index cannot be written.</exception>
    Task MendAsync(IEnumerable<IndexFault> faults, CancellationToken cancellationToken);
}
