using System.Reflection;

namespace Lookalike.Web.Tests.Page;

/// <summary>
/// The modules of the page without a browser: what needs no document in Node, and all of them for their types. Machines without Node or TypeScript
/// leave these out, and say so. All of the page is run in Lookalike.Web.Browser.Tests.
/// </summary>
public sealed class PageModulesTests
{
    private static readonly string Repository =
        typeof(PageModulesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task The_modules_without_a_document_pass_their_own_tests()
    {
        string? node = ProgramOnPath.Find("node");
        Assert.SkipWhen(node is null, "Node is not on this machine, so the modules of the page were not run.");
        await SucceedsAsync(node, "--test", Path.Combine(Repository, "test", "Lookalike.Web.Tests", "Page", "pure.test.mjs"));
    }

    [Fact]
    public async Task The_types_that_the_modules_are_said_to_have_are_right()
    {
        string installed = Path.Combine(Repository, "artifacts", "typescript", "node_modules", ".bin", "tsc");
        string? compiler = File.Exists(installed) ? installed : ProgramOnPath.Find("tsc");
        Assert.SkipWhen(
            compiler is null || ProgramOnPath.Find("node") is null, "Node or TypeScript is not on this machine, so the types of the page were not checked.");
        await SucceedsAsync(compiler, "--project", Path.Combine(Repository, "src", "Lookalike.Web", "Page", "jsconfig.json"));
    }

    private static async Task SucceedsAsync(string program, params string[] arguments)
    {
        Outcome outcome = await ChildProcess.RunAsync(program, arguments, folder: Repository);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
    }
}
