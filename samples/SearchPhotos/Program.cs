using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

using var embedder = new ImageEmbeddingGenerator(ModelFile.Read("output/autoencoder.onnx").OpenEncoder());
using var store = new SqliteVectorStore("photos.db", new() { EmbeddingGenerator = embedder });
var photos = store.GetCollection<string, Photo>("photos");
await photos.EnsureCollectionExistsAsync();
foreach (string path in Directory.EnumerateFiles("photos"))
    await photos.UpsertAsync(new Photo { Path = path, Image = await DataContent.LoadFromAsync(path) });

await foreach (var hit in photos.SearchAsync(await DataContent.LoadFromAsync("query.png"), top: 10))
    Console.WriteLine($"{hit.Score:F3} {hit.Record.Path}");

internal sealed class Photo
{
    [VectorStoreKey] public required string Path { get; set; }

    [VectorStoreVector(64, IndexKind = IndexKind.Hnsw)] public DataContent? Image { get; set; }
}
