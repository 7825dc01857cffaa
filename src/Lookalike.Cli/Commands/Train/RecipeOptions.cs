using System.Numerics;
using Lookalike.Training;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Cli.Commands.Train;

/// <summary>The options of <c>train</c> that make a recipe; each that is not given takes the architecture's default.</summary>
internal sealed class RecipeOptions
{
    private readonly WordOption<Architecture> _architecture = new(
        "--architecture", "The network: compact (default) or reference.", ArchitectureTable.Names);
    private readonly WordOption<Objective> _objective = new(
        "--objective",
        "What training minimises: neighbourhood (default of compact on grey), contrastive (default of compact on 200 colour images and more), "
        + "distillation (on 4,000 and more, and with --teacher), denoising (on fewer than 200), or reconstruction (default of reference).",
        ObjectiveTable.Names);
    private readonly Option<int?> _latent = Number<int>(
        "--latent", nameof(TrainingRecipe.LatentSize), "Values of a latent, 1 to 1024. Default: 64; contrastive 128; reconstruction 16.");
    private readonly Option<int?> _epochs = Number<int>(
        "--epochs", nameof(TrainingRecipe.Epochs), "Passes over the images of the encoder's first stage, 1 to 10000; no round takes "
        + "more, nor does the decoder. Default: by architecture and number of images.");
    private readonly Option<int?> _batchSize = Number<int>(
        "--batch-size", nameof(TrainingRecipe.BatchSize), "Images of a step, 2 to 8192. Default: compact 128, reference 32, fewer where there are few images.");
    private readonly Option<double?> _learningRate = Number<double>(
        "--learning-rate", nameof(TrainingRecipe.LearningRate), "Adam's rate, or the peak of the cycle. "
        + "Default: compact 0.01 (contrastive 0.004, reconstruction 0.02), reference 0.001.");
    private readonly Option<int?> _rounds = Number<int>(
        "--rounds", nameof(TrainingRecipe.Rounds), "The most rounds of neighbour graph and distillation, 0 to 100. "
        + "Default: 6; ends earlier where a round gains little.");
    private readonly Option<int?> _roundEpochs = Number<int>(
        "--round-epochs", nameof(TrainingRecipe.RoundEpochs), "Passes over the images in a round. Default: 3, more where there are few images.");
    private readonly Option<int?> _neighbours = Number<int>(
        "--neighbours", nameof(TrainingRecipe.Neighbours), "Neighbours of each image in the graph. Default: chosen in each round.");
    private readonly Option<int?> _smoothing = Number<int>(
        "--smoothing", nameof(TrainingRecipe.SmoothingSteps), "How often codes are averaged along the graph. Default: chosen in each round.");
    private readonly Option<double?> _memberWeight = Number<double>(
        "--member-weight", nameof(TrainingRecipe.MemberWeight), "What an image's own code counts beside its group's, 0 to 10. Default: 0.4.");
    private readonly Option<double?> _shapeWeight = Number<double>(
        "--shape-weight", nameof(TrainingRecipe.ShapeWeight), "What gradient histograms count beside pixels, 0 to 1000. Default: 10.");
    private readonly AugmentationOptions _augmentation = new();
    private readonly WordOption<LearningRateSchedule> _schedule = new(
        "--schedule", "constant (default of reference) or one-cycle (default of compact).", "constant", "one-cycle");
    private readonly Option<int?> _seed = new("--seed") { Description = "The seed of every random draw. Default: 42." };
    private readonly NumberOrWord<double> _validation = new(
        "--validation", "test", NumberRange.Of<TrainingRecipe>(nameof(TrainingRecipe.ValidationShare)), "share")
    {
        Description = "What to validate with: 'test', the data set's test split (its default), or a share of the images such as 0.1 (default for pictures).",
    };

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All =>
    [
        _architecture, _objective, _latent, _epochs, _batchSize, _learningRate, _schedule, _rounds, _roundEpochs, _neighbours, _smoothing,
        _memberWeight, _shapeWeight, _seed, _validation, .. _augmentation.All,
    ];

    /// <summary>What the options ask for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasTest">Whether the images have a test split.</param>
    /// <param name="checkpoint">The recipe that a resumed run must keep, or null.</param>
    /// <exception cref="UsageException">An option is out of range, or asks for another recipe than the checkpoint's.</exception>
    public RecipeChoices Read(ParseResult parsed, bool hasTest, TrainingRecipe? checkpoint)
    {
        bool test = _validation.IsWord(parsed);
        if (test && !hasTest) throw new UsageException("--validation test is for data sets; pictures have no test split. Give a share such as 0.1.");
        var choices = new RecipeChoices
        {
            Architecture = _architecture.Read(parsed),
            Objective = _objective.Read(parsed),
            LatentSize = parsed.GetValue(_latent),
            Epochs = parsed.GetValue(_epochs),
            BatchSize = parsed.GetValue(_batchSize),
            LearningRate = parsed.GetValue(_learningRate),
            Schedule = _schedule.Read(parsed),
            Augmentation = _augmentation.Read(parsed),
            ShapeWeight = parsed.GetValue(_shapeWeight),
            Rounds = parsed.GetValue(_rounds),
            RoundEpochs = parsed.GetValue(_roundEpochs),
            MemberWeight = parsed.GetValue(_memberWeight),
            Neighbours = parsed.GetValue(_neighbours),
            SmoothingSteps = parsed.GetValue(_smoothing),
            Seed = parsed.GetValue(_seed),
            ValidationShare = test ? null : _validation.Read(parsed),
            ValidatesWithTestSplit = test,
        };
        if (choices.Objective is { } objective) RequireUse(parsed, ObjectiveTable.Of(objective));
        try
        {
            choices.Require(channels: hasTest ? 1 : 3, checkpoint);
        }
        catch (TrainingException e)
        {
            throw new UsageException(RemedyText.Append(e.Message, e.Remedy, model: null));
        }

        return choices;
    }

    private void RequireUse(ParseResult parsed, ObjectiveDefinition objective)
    {
        Refuse([_rounds, _roundEpochs, _neighbours, _smoothing, _memberWeight], "have rounds", other => other.HasRounds);
        Refuse([_shapeWeight, .. _augmentation.All], "learn from changed copies of the images", other => other.LearnsFromCopies);

        void Refuse(IEnumerable<Option> options, string use, Predicate<ObjectiveDefinition> has)
        {
            if (has(objective) || options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is not { } option) return;
            IEnumerable<string> others = ObjectiveTable.All.Where(other => has(other)).Select(other => other.Name);
            throw new UsageException(
                $"{option.Name} is for objectives that {use} ({string.Join(", ", others)}), found --objective {objective.Name}. Leave one of the two away.");
        }
    }

    private static Option<T?> Number<T>(string name, string property, string description)
        where T : struct, INumber<T> => new Option<T?>(name) { Description = description }.InRange(NumberRange.Of<TrainingRecipe>(property));
}
