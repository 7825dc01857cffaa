using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Lookalike.Web.Endpoints;

/// <summary>What the description of the API says of an address.</summary>
internal static class RouteDescriptions
{
    /// <summary>The statuses of the problems that an address may answer with, beside those of every address.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses) route.ProducesProblem(status);
        return route.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
    }

    /// <summary>The body that an address takes. What else is sent reaches it all the same, to be refused with a problem and not by the framework.</summary>
    /// <typeparam name="T">What the body is.</typeparam>
    /// <param name="route">The address.</param>
    /// <param name="mediaType">Its media type.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, string mediaType) =>
        route.WithMetadata(new BodyType(typeof(T))).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            IOpenApiSchema? schema = operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema;
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [mediaType] = new OpenApiMediaType { Schema = schema } },
            };
            return Task.CompletedTask;
        });

    /// <summary>Names no media type, by which the framework would choose among addresses.</summary>
    private sealed class BodyType(Type type) : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes => [];

        public Type RequestType => type;

        public bool IsOptional => false;
    }
}
