using Lookalike.Application.Library;
using Lookalike.Index.Sqlite;
using Lookalike.Web.Endpoints;
using Lookalike.Web.Events;
using Lookalike.Web.Faults;
using Lookalike.Web.Jobs;
using Lookalike.Web.Limits;
using Lookalike.Web.Queries;
using Lookalike.Web.Security;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Lookalike.Web.Thumbnails;
using Lookalike.Web.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lookalike.Web;

/// <summary>Puts the HTTP API of one index into a host of ASP.NET Core.</summary>
public static class LookalikeWebExtensions
{
    /// <summary>Adds what the API needs. One API for a host.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Names the files, and sets the limits.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range.</exception>
    /// <exception cref="ArgumentException">The hash of a key is none.</exception>
    public static IServiceCollection AddLookalike(this IServiceCollection services, Action<LookalikeWebOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new LookalikeWebOptions();
        configure(options);
        OptionsCheck.Require(options);
        services.AddLogging();
        services.AddOpenApi(DescriptionEndpoint.Document, DescriptionEndpoint.Configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(Library);
        services.AddSingleton<ServedLibrary>();
        services.AddSingleton(new FaultTable(options.Remedies));
        services.AddSingleton<SessionShelf>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<Gate>();
        services.AddSingleton<WorkQueues>();
        services.AddSingleton<PictureWork>();
        services.AddSingleton<QueryShelf>();
        services.AddSingleton<ExampleReader>();
        services.AddSingleton<QueryUpload>();
        services.AddSingleton<DrawingEndpoints>();
        services.AddSingleton<ImageLister>();
        services.AddSingleton(provider => new ThumbnailFile(
            $"{options.IndexPath}.thumbnails", options.MaxThumbnailBytes, provider.GetRequiredService<ILogger<ThumbnailFile>>()));
        services.AddSingleton<ThumbnailMaker>();
        services.AddSingleton<IJobWork, IndexWork>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<JobBoard>());
        services.AddSingleton<EventStream.Clock>();
        services.AddSingleton<RunFollower>();
        services.AddSingleton<AddressMethods>();
        services.AddSingleton<DescriptionEndpoint.ApiDescription>();
        return services;

        static ImageLibrary Library(IServiceProvider provider)
        {
            var options = provider.GetRequiredService<LookalikeWebOptions>();
            var loggers = provider.GetRequiredService<ILoggerFactory>();
            var engine = new SqliteIndexEngine { LoggerFactory = loggers };
            return new ImageLibrary(engine, options.IndexPath, options.ModelPath, options.Datasets) { LoggerFactory = loggers };
        }
    }

    /// <summary>Maps the addresses of the API, all below <c>/api/v1</c>. Each checks by itself who asks, so no other part of the host has to.</summary>
    /// <param name="endpoints">The addresses of the host.</param>
    /// <returns>The group of the addresses, for what else the host asks of them.</returns>
    public static RouteGroupBuilder MapLookalike(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        RouteGroupBuilder api = endpoints.MapGroup(Addresses.Prefix).WithGroupName(DescriptionEndpoint.Document).WithTags("Lookalike");
        Guard(api);
        StatusEndpoints.Map(api);
        SessionEndpoints.Map(api);
        SearchEndpoint.Map(api);
        QueryEndpoint.Map(api);
        ImageEndpoints.Map(api);
        PictureEndpoints.Map(api);
        ExplanationEndpoint.Map(api);
        ModelEndpoint.Map(api);
        DrawingEndpoints.Map(api);
        JobEndpoints.Map(api);
        TrainingEndpoints.Map(api);
        DescriptionEndpoint.Map(api);
        api.MapMethods("/{**address}", [HttpMethods.Options], Preflight.Answer).WithMetadata(new ApiFilter.Needs(null)).ExcludeFromDescription();
        api.MapFallback("/{**address}", (HttpContext context, AddressMethods methods) => methods.Refuse(context)).ExcludeFromDescription();
        return api;
    }

    /// <summary>Maps the page, a client of the API: to the root of <paramref name="endpoints"/>, whose API it asks.</summary>
    /// <param name="endpoints">The addresses of the host, or a group of them that has the API as well.</param>
    /// <returns>The group of the addresses.</returns>
    public static RouteGroupBuilder MapLookalikePage(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        RouteGroupBuilder page = endpoints.MapGroup("");
        Guard(page);
        PageEndpoints.Map(page);
        return page;
    }

    /// <summary>Has every address of a group look at who asks, answer faults as problems, and HEAD as GET.</summary>
    private static void Guard(RouteGroupBuilder group)
    {
        AddressMethods.AddHead(group);
        group.AddEndpointFilterFactory(static (_, next) =>
        {
            ApiFilter? filter = null;
            return context => (filter ??= ActivatorUtilities.CreateInstance<ApiFilter>(context.HttpContext.RequestServices)).InvokeAsync(context, next);
        });
    }
}
