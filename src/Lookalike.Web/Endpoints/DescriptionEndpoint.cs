using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Lookalike.Web.Endpoints;

/// <summary><c>GET /openapi.json</c>: the API as OpenAPI 3.1 describes it, apart from what else the host describes.</summary>
internal static class DescriptionEndpoint
{
    /// <summary>The name of the description, and of the group of all addresses in it.</summary>
    public const string Document = "lookalike";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/openapi.json", WriteAsync).WithName("openapi").WithSummary("This description.").ExcludeFromDescription();

    /// <summary>How the description is made.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;

        // HEAD goes without saying.
        options.ShouldInclude = static address => address.GroupName == Document && address.HttpMethod != HttpMethods.Head;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Lookalike",
                Version = "1",
                Description = "Finds images that look alike. Every answer that is no success is application/problem+json with a type "
                    + "urn:lookalike:problem:NAME that stays what it is.",
            };

            // Where it is served is known to whoever asks.
            document.Servers = [];
            return Task.CompletedTask;
        });

        // What a model file says of its training is an object like any other, and no type of this API.
        options.CreateSchemaReferenceId = static type =>
            type.Type == typeof(JsonElement) || type.Type == typeof(JsonElement?) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            Mend(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    }

    /// <summary>Says of a type what generators of clients need to know and would guess wrongly.</summary>
    private static void Mend(OpenApiSchema schema, Type type)
    {
        JsonSchemaType found = schema.Type ?? default;
        if (type.IsEnum)
        {
            // A choice without a type would be sent as its number.
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(byte[]))
        {
            // No JSON of this API has bytes: they are those of pictures, or of a stream, and not base64.
            schema.Format = "binary";
        }
        else if (type == typeof(JsonElement) || type == typeof(JsonElement?))
        {
            schema.Type = JsonSchemaType.Object | JsonSchemaType.Null;
        }
        else if (found.HasFlag(JsonSchemaType.String) && (found.HasFlag(JsonSchemaType.Integer) || found.HasFlag(JsonSchemaType.Number)))
        {
            // The web defaults read numbers from texts too, and the description would have a union of both; this API does not.
            schema.Type = found & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
    }

    private static async Task<IResult> WriteAsync(ApiDescription description) =>
        TypedResults.Text(await description.Text.Value.ConfigureAwait(false), "application/json");

    /// <summary>The description as it goes out, made once.</summary>
    internal sealed class ApiDescription(IServiceProvider services)
    {
        public Lazy<Task<string>> Text { get; } = new(async () =>
        {
            var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document);
            OpenApiDocument document = await provider.GetOpenApiDocumentAsync(CancellationToken.None).ConfigureAwait(false);
            return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None).ConfigureAwait(false);
        });
    }
}
