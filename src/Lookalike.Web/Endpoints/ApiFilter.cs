using Lookalike.Web.Faults;
using Lookalike.Web.Security;
using Lookalike.Web.Settings;
using Lookalike.Web.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lookalike.Web.Endpoints;

/// <summary>What stands before every address: who may ask, and what becomes of a fault.</summary>
internal sealed class ApiFilter(Gate gate, FaultTable faults, ILogger<ApiFilter> logger) : IEndpointFilter
{
    /// <summary>The status of an answer that nobody waits for any more.</summary>
    private const int ClientClosedRequest = 499;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        try
        {
            gate.Admit(http, Needed(http.GetEndpoint()));

            // What could not be read of an address or its parameters: the framework has said no, and nothing why.
            if (http.Response.StatusCode == StatusCodes.Status400BadRequest)
                throw new ProblemException(ProblemType.BadRequest, "A parameter of the address is not of the expected kind: see openapi.json.");
            http.Response.Headers.CacheControl = "no-store";
            return await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.StatusCode(ClientClosedRequest);
        }
#pragma warning disable CA1031 // every fault ends here, as a problem
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Answer(fault, http);
        }
    }

    private static AccessRight? Needed(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<Needs>() is { } needs ? needs.Right : AccessRight.Read;

    private IResult Answer(Exception fault, HttpContext http)
    {
        string path = http.Request.Path.Value ?? "";
        if (faults.Find(fault) is { } problem)
        {
            WebLog.Refused(logger, problem.InnerException, http.Request.Method, path, problem.Type.Status);
        }
        else
        {
            WebLog.Failed(logger, fault, http.Request.Method, path);
            problem = new ProblemException(ProblemType.Unexpected, "The request could not be answered. The server's log says more, under the traceId.");
        }

        http.Response.Headers.CacheControl = "no-store";
        return ProblemAnswer.Of(problem, http);
    }

    /// <summary>Marks an address that needs more than to be allowed to read, or less.</summary>
    /// <param name="right">What is needed; null for no key.</param>
    public sealed class Needs(AccessRight? right)
    {
        public AccessRight? Right => right;
    }
}
