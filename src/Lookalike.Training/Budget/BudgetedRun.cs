using System.Globalization;
using Lookalike.Datasets;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Costs;
using Lookalike.Training.Data;
using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Teachers;
using static TorchSharp.torch;

namespace Lookalike.Training.Budget;

/// <summary>What a run with a budget trains on, by which recipe, and who keeps it in time.</summary>
internal sealed class BudgetedRun
{
    /// <summary>Seconds for what follows the last step: export, its proof, pictures.</summary>
    public const double WriteSeconds = 2;

    /// <summary>The recipe that fits.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>The images to train on.</summary>
    public required ImageSet Training { get; init; }

    /// <summary>The images to validate with.</summary>
    public required ImageSet Validation { get; init; }

    /// <summary>Where they come from.</summary>
    public required ImageOrigin Origin { get; init; }

    /// <summary>Keeps the run in time.</summary>
    public required BudgetGuard Guard { get; init; }

    /// <summary>What the user should know of the plan, in a sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Plans a run, or goes on with the plan of a checkpoint.</summary>
    /// <param name="images">All images: those to train on, and those to validate with.</param>
    /// <param name="lesson">The recipe - the most that is done, or that of the checkpoint - and the encoder that teaches, or null.</param>
    /// <param name="checkpoint">The checkpoint that is resumed, or null.</param>
    /// <param name="clock">The budget.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="threads">The thread count that the device was opened with.</param>
    public static BudgetedRun Plan(
        (ImageSet Training, ImageSet Validation) images, (TrainingRecipe Recipe, ITeacher? Teacher) lesson, CheckpointHeader? checkpoint, BudgetClock clock,
        Device device, int threads)
    {
        TrainingRecipe recipe = lesson.Recipe;
        (int trained, int validated) = (images.Training.Count, images.Validation.Count);
        ImageOrigin origin = ImageOrigin.Of(images.Training);
        StepCosts measured = CostProbe.Measure(lesson, images.Training, device, threads, clock.Time, clock.Left);
        if (checkpoint is not null)
        {
            (trained, validated) = (Math.Min(checkpoint.Sample ?? trained, trained), Math.Min(checkpoint.ValidationSample ?? validated, validated));
            return Make(recipe, trained, validated, new RunCosts(recipe, trained, validated, measured), []);
        }

        BudgetPlan plan = BudgetPlan.For(recipe, trained, validated, measured, clock.Left);
        return Make(plan.Recipe, plan.Images, plan.Validation, plan.Costs, [.. NoticesOf(plan, recipe, trained, validated, clock)]);

        BudgetedRun Make(TrainingRecipe chosen, int training, int validation, RunCosts costs, IReadOnlyList<string> notices) => new()
        {
            Recipe = chosen,
            Training = Sample(images.Training, training, recipe.Seed),
            Validation = Sample(images.Validation, validation, recipe.Seed),
            Origin = origin with
            {
                Sample = training < images.Training.Count ? training : null,
                ValidationSample = validation < images.Validation.Count ? validation : null,
            },
            Guard = new BudgetGuard(clock, costs, AskedSteps(recipe.Epochs, chosen), AskedSteps(recipe.DecoderEpochs, chosen)),
            Notices = notices,
        };

        long AskedSteps(int epochs, TrainingRecipe chosen) => (long)epochs * recipe.StepsFor(images.Training.Count) * recipe.BatchSize / chosen.BatchSize;
    }

    private static IEnumerable<string> NoticesOf(BudgetPlan plan, TrainingRecipe asked, int images, int validation, BudgetClock clock)
    {
        TrainingRecipe recipe = plan.Recipe;
        if (recipe != asked)
        {
            string part = recipe.StepsPerEpoch is { } steps && steps < plan.Images / recipe.BatchSize ? $" of {steps:N0} steps" : "";
            (string now, string whole) = !ObjectiveTable.Of(asked.Objective).HasRounds ? ("", "")
                : (plan.Costs.Rounds > 0 ? $", rounds of {recipe.RoundEpochs} while there is time" : ", no rounds",
                    $", at most {asked.Rounds} rounds of {asked.RoundEpochs}");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"To fit {Math.Max(0, clock.Left):0} s: batch {recipe.BatchSize}, {recipe.Epochs} epochs{part}{now} "
                + $"(without a budget: batch {asked.BatchSize}, {asked.Epochs} epochs{whole}).");
        }

        if (plan.Images < images)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Training on a sample of {plan.Images:N0} of the {images:N0} images: the budget does not last for looking at all of them.");
        }

        if (plan.Validation < validation)
            yield return string.Create(CultureInfo.InvariantCulture, $"Validating with {plan.Validation:N0} of the {validation:N0} images held out.");
        if (!plan.Fits)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The budget of {clock.Total:0.#} s is too small for these images: the model is trained the least that is worth it, which takes about "
                + $"{plan.Costs.Total:0} s. Give it more time.");
        }
    }

    /// <summary>A draw of some images, in their order; the set itself where that is all.</summary>
    private static ImageSet Sample(ImageSet images, int count, int seed)
    {
        if (count == images.Count) return images;
        int[] order = [.. Enumerable.Range(0, images.Count)];
        new Random(seed).Shuffle(order);
        return images.Select([.. order[..count].Order()]);
    }
}
