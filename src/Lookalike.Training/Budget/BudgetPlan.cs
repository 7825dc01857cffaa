using Lookalike.Training.Costs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Budget;

/// <summary>What is trained within a time: never more than the recipe asks for.</summary>
internal sealed class BudgetPlan
{
    /// <summary>The share of the time that is planned with; the rest is for what cannot be foreseen.</summary>
    public const double PlannedShare = 0.85;

    /// <summary>The share of the plan that may go to what does not depend on how long is trained; for more, fewer images are trained on.</summary>
    private const double MaxFixed = 0.4;

    /// <summary>The share of the plan that may go to validation.</summary>
    private const double MaxValidation = 0.1;

    /// <summary>The fewest images that a sample may have, and that are validated with, where there are as many.</summary>
    private const int MinSample = 512, MinValidation = 16;

    /// <summary>Steps of the first stage below which a smaller batch is worth more than a better-used processor.</summary>
    private const int FewSteps = 300;

    /// <summary>Steps of the first stage without which a round is left out for it.</summary>
    private const int StepsBeforeRounds = 150;

    /// <summary>Steps below which a stage has learned nothing: a run takes as many even where the time is too short for them.</summary>
    public const int MinSteps = 100;

    private const int MinBatch = 16;

    /// <summary>How many times the steps half the batch must give: below, what a step takes is not the images, and only images would be lost.</summary>
    private const double WorthHalving = 1.5;

    /// <summary>The recipe that fits, with as many rounds as were asked for if there is time for one, else with none.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>How many of the images to train on.</summary>
    public required int Images { get; init; }

    /// <summary>How many of the validation images to validate with.</summary>
    public required int Validation { get; init; }

    /// <summary>What the parts of the run take, with as many rounds as fit.</summary>
    public required RunCosts Costs { get; init; }

    /// <summary>False where the least that can be trained takes longer.</summary>
    public required bool Fits { get; init; }

    /// <summary>Plans a run.</summary>
    /// <param name="recipe">A valid recipe: the most that is done.</param>
    /// <param name="images">The images to train on, at least one batch of the recipe.</param>
    /// <param name="validation">The images to validate with, at least one.</param>
    /// <param name="costs">What its parts take.</param>
    /// <param name="seconds">The time for everything up to the last step.</param>
    public static BudgetPlan For(TrainingRecipe recipe, int images, int validation, StepCosts costs, double seconds)
    {
        double time = seconds * PlannedShare;
        BudgetPlan asked = Plan(recipe, images, validation);
        if (asked.Fits) return asked;

        int epochs = recipe.Epochs + (ObjectiveTable.Of(recipe.Objective).LearnsFromCopies ? recipe.RoundEpochs + recipe.DecoderEpochs : 0);
        int validated = (int)Math.Clamp(
            time * MaxValidation / (epochs * Math.Max(costs.ValidatePerImage, double.Epsilon)), Math.Min(MinValidation, validation), validation);
        int sample = Sample();
        TrainingRecipe fitting = Shorten(recipe);
        for (int batch = recipe.BatchSize / 2; batch >= MinBatch && WarmUpSteps(fitting) < FewSteps; batch /= 2)
        {
            TrainingRecipe smaller = Shorten(recipe with { BatchSize = batch });
            if (Fits(fitting) && WarmUpSteps(smaller) < WorthHalving * WarmUpSteps(fitting)) break;
            fitting = smaller;
        }

        // How many rounds there are in the end the guard decides; a recipe without any was one that had no time for the first.
        BudgetPlan plan = Plan(fitting, sample, validated);
        return fitting.Rounds == 0 ? plan : plan.With(fitting with { Rounds = recipe.Rounds });

        BudgetPlan Plan(TrainingRecipe planned, int trained, int validatedWith)
        {
            var needed = new RunCosts(planned, trained, validatedWith, costs);
            return new BudgetPlan { Recipe = planned, Images = trained, Validation = validatedWith, Costs = needed, Fits = needed.Total <= time };
        }

        int Sample() => Largest(
            Math.Min(images, Math.Max(MinSample, recipe.BatchSize)), images, count => new RunCosts(recipe, count, validated, costs).Fixed <= time * MaxFixed);

        int WarmUpSteps(TrainingRecipe planned) => planned.Epochs * planned.StepsFor(sample);

        TrainingRecipe Shorten(TrainingRecipe whole)
        {
            for (int rounds = whole.Rounds; rounds > 0; rounds--)
            {
                if (Fits(whole with { Rounds = rounds })) return whole with { Rounds = rounds };
            }

            TrainingRecipe withRound = Fewer(whole with { Rounds = Math.Min(1, whole.Rounds) });
            return withRound.Rounds == 0 || (Fits(withRound) && WarmUpSteps(withRound) >= Math.Min(StepsBeforeRounds, WarmUpSteps(whole)))
                ? withRound
                : Fewer(whole with { Rounds = 0 });
        }

        bool Fits(TrainingRecipe planned) => Plan(planned, sample, validated).Fits;

        TrainingRecipe Fewer(TrainingRecipe whole)
        {
            int steps = whole.StepsFor(sample);
            long maximum = (long)whole.Epochs * steps;
            return WithSteps(whole, steps, Largest(Math.Min(MinSteps, maximum), maximum, warmUp => Fits(WithSteps(whole, steps, warmUp))));
        }
    }

    private BudgetPlan With(TrainingRecipe chosen) => new() { Recipe = chosen, Images = Images, Validation = Validation, Costs = Costs, Fits = Fits };

    /// <summary>A recipe whose first stage takes so many steps, and whose other stages are shorter in proportion.</summary>
    private static TrainingRecipe WithSteps(TrainingRecipe whole, int stepsPerEpoch, long steps)
    {
        int epochs = (int)((steps + stepsPerEpoch - 1) / stepsPerEpoch), perEpoch = (int)(steps / epochs);
        double share = steps / ((double)whole.Epochs * stepsPerEpoch);
        return whole with
        {
            Epochs = epochs,
            StepsPerEpoch = perEpoch == stepsPerEpoch ? whole.StepsPerEpoch : perEpoch,
            RoundEpochs = (int)Math.Clamp(share * whole.RoundEpochs * stepsPerEpoch / perEpoch, 1, whole.RoundEpochs),
        };
    }

    /// <summary>The largest number of a range that is let pass, if those below it are; the smallest where none is.</summary>
    private static int Largest(int minimum, int maximum, Func<int, bool> passes) => (int)Largest(minimum, (long)maximum, n => passes((int)n));

    private static long Largest(long minimum, long maximum, Func<long, bool> passes)
    {
        while (minimum < maximum)
        {
            long middle = minimum + ((maximum - minimum + 1) / 2);
            if (passes(middle)) minimum = middle;
            else maximum = middle - 1;
        }

        return minimum;
    }
}
