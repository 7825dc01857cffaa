using Lookalike.Models;
using Lookalike.Models.Encoders;
using Microsoft.Extensions.AI;

using var embedder = new ImageEmbeddingGenerator(ModelFile.Read("output/autoencoder.onnx").OpenEncoder());
Embedding<float> latent = await embedder.GenerateAsync(await DataContent.LoadFromAsync("digit.png"));
Console.WriteLine(string.Join(' ', latent.Vector.ToArray()));
