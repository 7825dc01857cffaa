using FsCheck;
using FsCheck.Xunit;
using Lookalike.Training.Budget;
using Lookalike.Training.Costs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Tests.Budget;

public sealed class BudgetPlanTests
{
    [Property(MaxTest = 300)]
    public bool A_plan_takes_no_longer_than_its_time_or_says_so_and_never_has_no_steps(PositiveInt count, byte objective, ushort speed, PositiveInt seconds)
    {
        int images = Math.Max(2, count.Get * count.Get * 10);
        TrainingRecipe asked = Recipe(images, (Objective)(objective % 3));
        BudgetPlan plan = BudgetPlan.For(asked, images, Math.Max(1, images / 10), Costs(speed), seconds.Get);
        plan.Recipe.Validate();
        return (!plan.Fits || plan.Costs.Total <= seconds.Get)
            && plan.Costs.Steps >= 1 && plan.Recipe.Epochs >= 1 && plan.Recipe.RoundEpochs >= 1
            && plan.Images >= Math.Min(images, 2) && plan.Images <= images && plan.Recipe.BatchSize <= plan.Images && plan.Validation >= 1
            && plan.Recipe.Rounds <= asked.Rounds && plan.Recipe.BatchSize <= asked.BatchSize && plan.Recipe.RoundEpochs <= asked.RoundEpochs
            && (plan.Fits || (plan.Recipe.Rounds == 0 && plan.Recipe.Epochs * plan.Costs.Steps <= BudgetPlan.MinSteps))
            && plan.Recipe.Epochs * (long)plan.Costs.Steps >= Math.Min(BudgetPlan.MinSteps / 2, asked.Epochs * (long)asked.StepsFor(plan.Images));
    }

    [Property(MaxTest = 200)]
    public bool More_time_trains_no_fewer_images(PositiveInt seconds)
    {
        const int Images = 60_000;
        long Trained(double time)
        {
            BudgetPlan plan = BudgetPlan.For(Recipe(Images, Objective.Denoising), Images, 6000, Costs(20), time);
            return (long)plan.Recipe.Epochs * plan.Costs.Steps * plan.Recipe.BatchSize;
        }

        double time = seconds.Get % 400;
        return Trained(time * 2) >= Trained(time);
    }

    [Fact]
    public void A_recipe_that_fits_is_left_as_it_is()
    {
        TrainingRecipe recipe = Recipe(5000, Objective.Neighbourhood);
        BudgetPlan plan = BudgetPlan.For(recipe, 5000, 500, Costs(10), 1e6);
        Assert.Equal((recipe, 5000, 500, true), (plan.Recipe, plan.Images, plan.Validation, plan.Fits));
    }

    [Fact]
    public void Rounds_are_given_up_before_the_warm_up_is_cut()
    {
        TrainingRecipe recipe = Recipe(60_000, Objective.Neighbourhood);
        double whole = new RunCosts(recipe, 60_000, 1000, Costs(10)).Total;
        BudgetPlan plan = BudgetPlan.For(recipe, 60_000, 1000, Costs(10), whole);
        Assert.InRange(plan.Costs.Rounds, 1, recipe.Rounds - 1);
        Assert.Equal(recipe, plan.Recipe);
    }

    [Fact]
    public void An_epoch_for_which_there_is_no_time_becomes_a_part_of_the_images()
    {
        TrainingRecipe recipe = Recipe(1_000_000, Objective.Reconstruction);
        BudgetPlan plan = BudgetPlan.For(recipe, 1_000_000, 1000, Costs(10), 100);
        Assert.True(plan.Fits);
        Assert.InRange(plan.Recipe.StepsPerEpoch!.Value, BudgetPlan.MinSteps, 1_000_000 / recipe.BatchSize);
        Assert.Equal(1, plan.Recipe.Epochs);
    }

    [Fact]
    public void A_set_that_takes_too_long_to_look_at_is_sampled()
    {
        BudgetPlan plan = BudgetPlan.For(Recipe(10_000_000, Objective.Neighbourhood), 10_000_000, 1_000_000, Costs(10), 60);
        Assert.True(plan.Fits);
        Assert.InRange(plan.Images, 512, 200_000);
        Assert.InRange(plan.Validation, 16, 100_000);
    }

    private static TrainingRecipe Recipe(int images, Objective objective) => DefaultRecipe.For(Architecture.Compact, objective, images);

    /// <summary>Costs like those of a processor on small images, times a tenth of the speed.</summary>
    private static StepCosts Costs(int speed)
    {
        double slow = (1 + speed) / 10.0;
        return new StepCosts
        {
            StepFixed = 2e-3 * slow,
            StepPerImage = 2e-4 * slow,
            DecoderShare = 0.4,
            EncodePerImage = 4e-5 * slow,
            ValidatePerImage = 1e-4 * slow,
            FeaturesPerImage = 5e-5 * slow,
            Compare = 4e-9 * slow,
            Average = 5e-9 * slow,
            WriteCheckpoint = 0.02 * slow,
        };
    }
}
