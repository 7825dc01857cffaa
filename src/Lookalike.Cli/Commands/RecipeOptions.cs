using System.CommandLine;
using System.Globalization;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>The options of <c>train</c> that make a recipe; each that is not given takes the architecture's default.</summary>
internal sealed class RecipeOptions
{
    private readonly Option<string?> _architecture = new Option<string?>("--architecture") { Description = "The network: compact (default) or reference." }
        .AcceptOnlyFromAmong("compact", "reference");

    private readonly Option<string?> _objective = new Option<string?>("--objective") { Description = "What training minimises: reconstruction (default)." }
        .AcceptOnlyFromAmong("reconstruction");

    private readonly Option<int?> _latent = new("--latent") { Description = "Values of a latent, 1 to 1024. Default: 16." };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Passes over the images, 1 to 10000. Default: compact 5, reference 20." };
    private readonly Option<int?> _batchSize = new("--batch-size") { Description = "Images of a step, 2 to 8192. Default: compact 128, reference 32." };
    private readonly Option<double?> _learningRate = new("--learning-rate") { Description = "Adam's rate, or the peak of the cycle. Default: compact 0.02, reference 0.001." };

    private readonly Option<string?> _schedule = new Option<string?>("--schedule") { Description = "constant (default of reference) or one-cycle (default of compact)." }
        .AcceptOnlyFromAmong("constant", "one-cycle");

    private readonly Option<int?> _seed = new("--seed") { Description = "The seed of every random draw. Default: 42." };

    private readonly Option<string?> _validation = new("--validation")
    {
        Description = "What to validate with: 'test', the data set's test split (default), or a share of the training images such as 0.1.",
        HelpName = "test|share",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _architecture, _objective, _latent, _epochs, _batchSize, _learningRate, _schedule, _seed, _validation })
            command.Options.Add(option);
    }

    /// <summary>The recipe that the options ask for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="checkpoint">The recipe that a resumed run must keep, or null.</param>
    /// <exception cref="UsageException">An option is out of range, or asks for another recipe than the checkpoint's.</exception>
    public TrainingRecipe Read(ParseResult parsed, TrainingRecipe? checkpoint)
    {
        Architecture? architecture = parsed.GetValue(_architecture) switch
        {
            "reference" => Architecture.Reference,
            "compact" => Architecture.Compact,
            _ => null,
        };
        LearningRateSchedule? schedule = parsed.GetValue(_schedule) switch
        {
            "constant" => LearningRateSchedule.Constant,
            "one-cycle" => LearningRateSchedule.OneCycle,
            _ => null,
        };
        TrainingRecipe basis = checkpoint ?? TrainingRecipe.For(architecture ?? Architecture.Compact);
        var recipe = new TrainingRecipe
        {
            Architecture = architecture ?? basis.Architecture,
            Objective = basis.Objective,
            LatentSize = parsed.GetValue(_latent) ?? basis.LatentSize,
            Epochs = parsed.GetValue(_epochs) ?? basis.Epochs,
            BatchSize = parsed.GetValue(_batchSize) ?? basis.BatchSize,
            LearningRate = parsed.GetValue(_learningRate) ?? basis.LearningRate,
            Schedule = schedule ?? basis.Schedule,
            SecondMomentDecay = basis.SecondMomentDecay,
            Seed = parsed.GetValue(_seed) ?? basis.Seed,
            ValidationShare = ReadShare(parsed.GetValue(_validation), basis.ValidationShare),
        };
        try
        {
            recipe.Validate();
        }
        catch (TrainingException e)
        {
            throw new UsageException(e.Message);
        }

        if (checkpoint is not null && recipe.ToJson() != checkpoint.ToJson())
        {
            throw new UsageException(
                $"The checkpoint was made with another recipe. Expected {checkpoint.ToJson()}, found {recipe.ToJson()}. "
                + "Leave the recipe's options away with --resume, or train without it.");
        }

        return recipe;
    }

    private static double? ReadShare(string? text, double? basis) => text switch
    {
        null => basis,
        "test" => null,
        _ when double.TryParse(text, CultureInfo.InvariantCulture, out double share) => share,
        _ => throw new UsageException($"--validation takes 'test' or a share such as 0.1, found '{text}'."),
    };
}
