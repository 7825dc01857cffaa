using System.Reflection;
using System.Runtime.Loader;
using Lookalike.Web.Tests.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace Lookalike.Web.Tests.Endpoints;

/// <summary>A client that is generated from docs/openapi.json compiles as it is, and works with types alone: no text of JSON, no cast.</summary>
public sealed class GeneratedClientTests
{
    private const string Program = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Generated;

        public static class Program
        {
            public static async Task<string> RunAsync(HttpClient http, string address, byte[] picture)
            {
                var client = new LookalikeClient(address, http);
                using var said = new StringWriter();
                QueryAnswer query = await client.UploadAsync(new FileParameter(new MemoryStream(picture), "2.png", "image/png"));
                SearchAnswer found = await client.SearchAsync(new SearchBody
                {
                    Examples = new List<ExampleBody> { new ExampleBody { Query = query.Query } }, Top = 3, Metric = MetricName.Cosine,
                });
                foreach (HitAnswer hit in found.Hits)
                {
                    double distance = hit.Distance;
                    int? label = hit.Label;
                    said.WriteLine($"{hit.Rank} {hit.Key} {distance < 1e-6} {label is null}");
                }

                said.WriteLine(found.Metric == MetricName.Cosine);
                ModelDetailsAnswer model = await client.ModelAsync();
                foreach (LayerAnswer layer in model.Layers) said.WriteLine($"{layer.Name} {layer.Operator} {layer.Parameters}");
                using (FileResponse drawn = await client.ReconstructAsync(new ReconstructionBody { Example = new PictureBody { Key = "pictures/1.png" } }))
                    said.WriteLine($"drawn {drawn.StatusCode} {drawn.Stream.ReadByte()}");
                SessionAnswer session = await client.SessionAsync();
                said.WriteLine(session.Rights == RightName.Change);
                try
                {
                    await client.ExplainAsync(new ExplanationBody { Query = new PictureBody { Key = "nothing" }, Hit = "pictures/1.png" });
                }
                catch (ApiException<ProblemDetails> problem)
                {
                    said.WriteLine($"{problem.StatusCode} {problem.Result.Type}");
                }

                return said.ToString();
            }
        }
        """;

    private static readonly string Description = Path.Combine(
        typeof(GeneratedClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "docs", "openapi.json");

    [Fact]
    public async Task A_generated_client_searches_and_tells_typed_hits()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        MethodInfo run = Compile(await GenerateAsync()).GetType("Program")!.GetMethod("RunAsync")!;
        using var http = new HttpClient();
        string said = await (Task<string>)run.Invoke(null, [http, api.Address.ToString(), api.Library.Bytes("2.png")])!;

        string[] lines = said.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("1 pictures/2.png True True", lines[0]);
        Assert.Matches("^2 pictures/[0-5].png False True$", lines[1]);
        Assert.Equal(
            ["True", "encoder.0 Flatten 0", "encoder.1 Dense 37056", "decoder.0 Reshape 0", "drawn 200 137", "True", "404 urn:lookalike:problem:unknown-image"],
            lines[3..]);
    }

    private static async Task<string> GenerateAsync()
    {
        OpenApiDocument description = await OpenApiDocument.FromJsonAsync(await File.ReadAllTextAsync(Description, TestContext.Current.CancellationToken));
        var settings = new CSharpClientGeneratorSettings { ClassName = "LookalikeClient", GenerateClientInterfaces = false };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        settings.CSharpGeneratorSettings.GenerateNullableReferenceTypes = true;
        return new CSharpClientGenerator(description, settings).GenerateFile();
    }

    private static Assembly Compile(string client)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Generated",
            [CSharpSyntaxTree.ParseText(client), CSharpSyntaxTree.ParseText(Program)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        return new AssemblyLoadContext("generated", isCollectible: true).LoadFromStream(image);
    }
}
