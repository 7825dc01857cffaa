using System.Reflection;
using System.Text.Json;

namespace Lookalike.Web.Tests.Endpoints;

/// <summary>The description of the API is an approved file: whoever changes the API sees it, and clients are generated from it.</summary>
public sealed class DescriptionEndpointTests
{
    private static readonly string Approved = Path.Combine(
        typeof(DescriptionEndpointTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "docs", "openapi.json");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_is_the_approved_one()
    {
        await using TestApi api = await TestApi.StartAsync();
        using HttpResponseMessage answer = await api.GetAsync("openapi.json");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        string found = (await answer.Content.ReadAsStringAsync(Token)).ReplaceLineEndings("\n") + "\n";

        string expected = File.Exists(Approved) ? (await File.ReadAllTextAsync(Approved, Token)).ReplaceLineEndings("\n") : "";
        if (found != expected) await File.WriteAllTextAsync(Approved + ".found", found, Token);
        Assert.True(found == expected, $"The API is described otherwise than {Approved} has it. What was found is beside it, as .found: look at it, and rename it if it is meant.");
    }

    [Fact]
    public async Task It_names_every_address_and_has_no_number_that_may_be_a_text()
    {
        await using TestApi api = await TestApi.StartAsync();
        JsonElement description = await api.GetJsonAsync("openapi.json");

        Assert.Equal("3.1.1", description.GetProperty("openapi").GetString());
        string[] addresses =
        [
            .. description.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")),
        ];
        Assert.Equal(
        [
            "DELETE /api/v1/jobs/{id}", "DELETE /api/v1/session", "GET /api/v1/health/live", "GET /api/v1/health/ready", "GET /api/v1/images", "GET /api/v1/images/{id}",
            "GET /api/v1/images/{id}/file", "GET /api/v1/images/{id}/thumbnail", "GET /api/v1/jobs", "GET /api/v1/jobs/{id}", "GET /api/v1/jobs/{id}/events",
            "GET /api/v1/model", "GET /api/v1/session", "GET /api/v1/status", "GET /api/v1/training", "GET /api/v1/training/events", "POST /api/v1/explanations",
            "POST /api/v1/jobs", "POST /api/v1/queries", "POST /api/v1/reconstructions", "POST /api/v1/search", "POST /api/v1/session", "POST /api/v1/walks",
        ],
        addresses.Order(StringComparer.Ordinal));
        string text = description.ToString().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings("");
        Assert.DoesNotContain("\"pattern\":\"^-?", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[\"integer\",\"string\"]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SseItem", text, StringComparison.Ordinal);
        Assert.Contains("\"maximum\":1000", text, StringComparison.Ordinal);
    }
}
