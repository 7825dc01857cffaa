namespace Lookalike.Training.Tests;

public sealed class TrainingRecipeTests
{
    [Theory]
    [InlineData(Architecture.Compact)]
    [InlineData(Architecture.Reference)]
    public void Default_recipes_are_valid(Architecture architecture) => TrainingRecipe.For(architecture).Validate();

    [Fact]
    public void The_reference_recipe_is_the_tutorials()
    {
        TrainingRecipe recipe = TrainingRecipe.For(Architecture.Reference);
        Assert.Equal((20, 32, 1e-3, LearningRateSchedule.Constant, 16), (recipe.Epochs, recipe.BatchSize, recipe.LearningRate, recipe.Schedule, recipe.LatentSize));
    }

    [Theory]
    [InlineData(0, 32, 1e-3, 16, nameof(TrainingRecipe.Epochs))]
    [InlineData(5, 1, 1e-3, 16, nameof(TrainingRecipe.BatchSize))]
    [InlineData(5, 9000, 1e-3, 16, nameof(TrainingRecipe.BatchSize))]
    [InlineData(5, 32, 0, 16, nameof(TrainingRecipe.LearningRate))]
    [InlineData(5, 32, 1e-3, 0, nameof(TrainingRecipe.LatentSize))]
    [InlineData(5, 32, 1e-3, 5000, nameof(TrainingRecipe.LatentSize))]
    public void A_value_out_of_range_is_refused_by_name(int epochs, int batch, double rate, int latent, string name)
    {
        var recipe = new TrainingRecipe { Epochs = epochs, BatchSize = batch, LearningRate = rate, LatentSize = latent, SecondMomentDecay = 0.9 };
        Assert.Contains(name, Assert.Throws<TrainingException>(recipe.Validate).Message, StringComparison.Ordinal);
    }
}
