namespace Lookalike.Application.Health;

/// <summary>What an <see cref="IndexDoctor"/> found wrong.</summary>
internal enum HealthFindingKind
{
    /// <summary>The index file, or a part of it, cannot be read. Not mended.</summary>
    UnreadableIndex,

    /// <summary>SQLite's own check of the index file found something. Not mended.</summary>
    DamagedFile,

    /// <summary>The vectors are of another model than the one given. Not mended.</summary>
    WrongModel,

    /// <summary>A block of vectors is not as it was written. Mended by encoding its images again.</summary>
    DamagedBlock,

    /// <summary>Images have no vector. Mended by encoding them again.</summary>
    MissingVector,

    /// <summary>A vector belongs to no image, or the place of an image is listed as free. Mended in the index alone.</summary>
    StrayVector,

    /// <summary>A vector has a value that is no finite number. Mended by encoding the image again.</summary>
    NotFiniteVector,

    /// <summary>A vector is all zeros, and the model gives its image another, or the image could not be asked. Mended by encoding it again.</summary>
    ZeroVector,

    /// <summary>The model gives an image another vector than the one stored, so the image does not find itself. Mended by encoding it again.</summary>
    WrongVector,

    /// <summary>An image is gone: its file, or its position in the data set. Mended by dropping its record.</summary>
    MissingImage,

    /// <summary>An image has another content than the one that was encoded. Mended by encoding it again.</summary>
    ChangedImage,

    /// <summary>The file of an image is there and cannot be read. Not mended.</summary>
    UnreadableImage,

    /// <summary>A folder of pictures or a data set is gone as a whole. Not mended: the drive may only be away.</summary>
    MissingSource,

    /// <summary>Images belong to no folder that the index knows. Mended by dropping their records.</summary>
    UnknownSource,

    /// <summary>The graph for approximate searches is missing or cannot be used. Mended by building it; the next run of indexing does that too.</summary>
    Graph,

    /// <summary>
    /// A record is not as one is written: its key leads out of its folder or is no path, or what else it says does not agree with the key. Mended by
    /// encoding the image again; a record whose key names no image is dropped.
    /// </summary>
    DamagedRecord,
}
