using System.CommandLine;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;

namespace Lookalike.Benchmarks;

/// <summary>
/// Whether a change of the code changed a trained model: both default recipes on all of MNIST, seed 42, one thread, and one epoch of each kind of stage, so
/// that the graph of a round and the decoder have their part in the fingerprint.
/// </summary>
internal static class Fingerprints
{
    /// <summary>What <see cref="Compact"/> and <see cref="Reference"/> were recorded on. Another processor rounds otherwise.</summary>
    private const string RecordedOn = "X64 with AVX2, without AVX-512";

    private const string Compact = "1b5ed3387428403bf1ed5e2ed4060864b07b23726a18fe2f665ac32a2987a7fb";
    private const string Reference = "d99b1c1fc60a753977950cff0a7eaa1c783253f00c51d3bae9e9d39da7f6cc08";

    private static string Processor => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
        + (Avx512F.IsSupported ? " with AVX-512" : Avx2.IsSupported ? " with AVX2, without AVX-512" : " without AVX2");

    public static Command Create()
    {
        Option<string> compact = Expected("--compact", "compact", Compact), reference = Expected("--reference", "reference", Reference);
        var command = new Command("fingerprints", "Fingerprints of both default recipes after one epoch of MNIST, beside those that were recorded; 1 where one differs.")
        {
            compact, reference,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Console.WriteLine($"recorded on {RecordedOn}; this is {Processor}");
            bool right = await IsEqualAsync(Architecture.Reference, parsed.GetRequiredValue(reference), cancellationToken);
            right &= await IsEqualAsync(Architecture.Compact, parsed.GetRequiredValue(compact), cancellationToken);
            return right ? 0 : 1;
        });
        return command;
    }

    private static Option<string> Expected(string name, string network, string recorded) => new(name)
    {
        Description = $"The fingerprint that the {network} network is to have: what this command found at another commit, on this machine.",
        DefaultValueFactory = _ => recorded,
    };

    private static async Task<bool> IsEqualAsync(Architecture architecture, string expected, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lookalike-fingerprints-");
        try
        {
            TrainingResult result = await new TrainingLibrary().TrainAsync(
                new TrainingRequest
                {
                    Dataset = "mnist",
                    Recipe = new RecipeChoices { Architecture = architecture, Epochs = 1, Rounds = 1, RoundEpochs = 1, Seed = 42 },
                    Options = new TrainingOptions { ModelPath = Path.Combine(folder.FullName, "m.onnx"), Device = TrainingDevice.Cpu, Threads = 1 },
                },
                cancellationToken: cancellationToken);
            TrainingSummary found = result.Summary;
            bool equal = found.Fingerprint == expected;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{architecture,-9}  {found.Fingerprint}  {(equal ? "equal" : $"different, expected {expected}")}  (validation loss {found.ValidationLoss:0.00000}, {found.Seconds:0} s)"));
            return equal;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
