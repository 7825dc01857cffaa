using System.CommandLine;

namespace Lookalike.Benchmarks;

/// <summary>What <c>lookalike serve</c> takes over loopback, beside the bare call of the library in this process, in turn.</summary>
internal static class ServingTable
{
    private static readonly int[] Connections = [1, 4, 16];

    public static Command Create()
    {
        Option<string> program = new("--program") { Description = "The published lookalike.", Required = true };
        Option<string?> model = new("--model") { Description = "A model; without one a stand-in whose latent is 64 pixels." };
        Option<string?> index = new("--index") { Description = "Its index; without one given vectors, and 60 drawn pictures that are shown." };
        Option<int> vectors = new("--vectors") { Description = "Vectors of the stand-in's index.", DefaultValueFactory = _ => 60_000 };
        Option<string?> uploads = new("--uploads") { Description = "The data set whose test images are uploaded; without one drawn pictures." };
        Option<int> searches = new("--searches") { Description = "Searches of a round.", DefaultValueFactory = _ => 400 };
        Option<int> rounds = new("--rounds") { Description = "Rounds of each row.", DefaultValueFactory = _ => 9 };
        Option<double> minutes = new("--minutes") { Description = "Minutes of saturation; none by default." };
        var command = new Command("serve", "A server over loopback beside the bare library: searches, uploads, its start, a page of thumbnails, saturation.")
        {
            program, model, index, vectors, uploads, searches, rounds, minutes,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(model) is null != result.GetValue(index) is null) result.AddError("--model and --index go together.");
        });
        command.SetAction(async (parsed, _) =>
        {
            using var files = new ServedFiles(parsed.GetValue(model), parsed.GetValue(index), parsed.GetValue(uploads));
            await files.FillAsync(parsed.GetValue(vectors));
            var effort = new Effort(parsed.GetValue(searches), parsed.GetValue(rounds));
            await RunAsync(parsed.GetRequiredValue(program), files, effort, TimeSpan.FromMinutes(parsed.GetValue(minutes)));
        });
        return command;
    }

    private static async Task RunAsync(string program, ServedFiles files, Effort effort, TimeSpan saturation)
    {
        using ServedProgram server = ServedProgram.Start(program, files);
        using var library = await BareLibrary.OpenAsync(files);
        string[] keys = await library.KeysAsync();
        Console.WriteLine($"{await library.CountAsync():N0} vectors; the same ten hits: {await SameHits.CountAsync(server, library, keys)}\n");
        Console.Write("| connections | server p50, ms | p99 | a second | processor, ms ");
        Console.WriteLine("| library p50, ms | p99 | a second | processor, ms | more, p50 | p99 |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (int connections in Connections)
        {
            await InTurnAsync(effort with { Rounds = 1 }, connections, server, library, keys); // warms both
            (Load served, Load bare) = await InTurnAsync(effort, connections, server, library, keys);
            Console.WriteLine($"| {connections} | {served} | {bare} | {served.P50 - bare.P50:+0.00;-0.00} | {served.P99 - bare.P99:+0.00;-0.00} |");
        }

        string[] pictures = files.WriteUploads();
        var uploads = new Load(() => server.ProcessorTime);
        await uploads.RunAsync(connections: 1, pictures.Length, i => server.SearchPictureAsync(File.ReadAllBytes(pictures[i])));
        Console.WriteLine($"\nuploaded 28 x 28 PNG, bytes to hits: {uploads.P50:0.00} ms p50, {uploads.P99:0.00} ms p99 of {pictures.Length}");
        double[] starts = [.. Enumerable.Range(0, effort.Rounds).Select(_ => ServedProgram.TimeStart(program, files, keys[0]))];
        Console.WriteLine($"process start to first answered search: {Median.Of(starts):0} ms, median of {starts.Length} ({starts.Min():0}..{starts.Max():0})");
        Console.WriteLine(await ThumbnailPage.MeasureAsync(server.Address, effort.Rounds));
        if (saturation > TimeSpan.Zero) await Saturation.RunAsync(server, keys, saturation);
    }

    /// <summary>Rounds of both, the first of them changing, so that neither gains by its place.</summary>
    private static async Task<(Load Server, Load Library)> InTurnAsync(
        Effort effort, int connections, ServedProgram server, BareLibrary library, string[] keys)
    {
        var served = new Load(() => server.ProcessorTime);
        var bare = new Load(() => Environment.CpuUsage.TotalTime);
        for (int i = 0; i < effort.Rounds; i++)
        {
            if (i % 2 == 0) await served.RunAsync(connections, effort.Searches, at => server.SearchAsync(keys[at % keys.Length]));
            await bare.RunAsync(connections, effort.Searches, at => library.SearchAsync(keys[at % keys.Length]));
            if (i % 2 == 1) await served.RunAsync(connections, effort.Searches, at => server.SearchAsync(keys[at % keys.Length]));
        }

        return (served, bare);
    }

    private sealed record Effort(int Searches, int Rounds);
}
