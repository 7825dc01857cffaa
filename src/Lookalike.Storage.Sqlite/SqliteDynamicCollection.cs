using System.Diagnostics.CodeAnalysis;
using Lookalike.Storage.Sqlite.Collections;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite;

/// <summary>A collection whose records are dictionaries, keyed by property name, described by a definition alone. Thread-safe.</summary>
/// <remarks>
/// A dictionary that is read holds the key and every data property, null or not; vector properties only where vectors were asked
/// for. A value that is written must be of exactly the type that the definition names.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "The name that every provider of the abstraction gives this type.")]
public sealed class SqliteDynamicCollection : SqliteCollection<object, Dictionary<string, object?>>
{
    /// <summary>Creates a collection that opens the file for itself. The file is not touched yet.</summary>
    /// <param name="path">The path of the database file.</param>
    /// <param name="name">The collection's name.</param>
    /// <param name="options">The options, which are copied; they must hold a definition.</param>
    /// <exception cref="ArgumentException">A name is null, empty or blank, or there is no definition.</exception>
    /// <exception cref="NotSupportedException">The definition asks for something that this store has not.</exception>
    public SqliteDynamicCollection(string path, string name, SqliteCollectionOptions options)
        : base(path, name, static o => new SqliteModelBuilder().BuildDynamic(
            o.Definition ?? throw new ArgumentException("A dynamic collection needs a definition: set SqliteCollectionOptions.Definition.", nameof(options)),
            o.Definition.EmbeddingGenerator ?? o.EmbeddingGenerator), options)
    {
    }

    internal SqliteDynamicCollection(SharedFile shared, string name, CollectionModel model, bool ownsFile)
        : base(shared, name, model, ownsFile)
    {
    }
}
