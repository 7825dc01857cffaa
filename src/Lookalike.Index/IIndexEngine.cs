namespace Lookalike.Index;

/// <summary>What keeps indexes: one file each, or a table of a server. Safe to use from many threads.</summary>
public interface IIndexEngine
{
    /// <summary>Whether there is anything at a location, be it an index or not.</summary>
    /// <param name="location">Where the index is: for an engine of files, the file.</param>
    /// <param name="cancellationToken">Ends the look early.</param>
    /// <exception cref="IndexStorageException">The engine cannot be asked.</exception>
    Task<bool> ExistsAsync(string location, CancellationToken cancellationToken);

    /// <summary>Opens an index for reading, whatever model made it.</summary>
    /// <param name="location">Where the index is.</param>
    /// <param name="cancellationToken">Ends the opening early.</param>
    /// <returns>The index; null where nothing is there, or nobody has made an index there yet.</returns>
    /// <exception cref="IndexStorageException">It cannot be read.</exception>
    Task<IIndexStore?> OpenAsync(string location, CancellationToken cancellationToken);

    /// <summary>Opens an index for writing, whatever model made it, and holds it against other writers until it is disposed.</summary>
    /// <param name="location">Where the index is.</param>
    /// <param name="cancellationToken">Ends the opening early.</param>
    /// <returns>The index; null where nothing is there, or nobody has made an index there yet.</returns>
    /// <exception cref="IndexException">Another writer has it.</exception>
    /// <exception cref="IndexStorageException">It cannot be read.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    Task<IIndexStore?> OpenForWritingAsync(string location, CancellationToken cancellationToken);

    /// <summary>The same, and makes the index where there is none.</summary>
    /// <param name="location">Where the index is, or will be.</param>
    /// <param name="latentSize">Values of a latent, 1 and up. An index that has a fingerprint keeps the size that it has.</param>
    /// <param name="rebuild">Whether the index is emptied first.</param>
    /// <param name="cancellationToken">Ends the opening early.</param>
    /// <exception cref="IndexException">Another writer has it.</exception>
    /// <exception cref="IndexStorageException">It cannot be read or made.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    Task<IIndexStore> CreateAsync(string location, int latentSize, bool rebuild, CancellationToken cancellationToken);
}
