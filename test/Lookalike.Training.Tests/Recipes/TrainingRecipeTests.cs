using Lookalike.Training.Augmentations;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Tests.Recipes;

public sealed class TrainingRecipeTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(60_000)]
    [InlineData(10_000_000)]
    public void Default_recipes_are_valid_and_fit_the_number_of_images(int images)
    {
        foreach (Architecture architecture in Enum.GetValues<Architecture>())
        {
            foreach (Objective objective in Enum.GetValues<Objective>())
            {
                TrainingRecipe recipe = DefaultRecipe.For(architecture, objective, images);
                recipe.Validate();
                Assert.InRange(recipe.BatchSize, 2, images);
            }
        }
    }

    [Fact]
    public void Few_images_are_seen_more_often_in_smaller_batches()
    {
        TrainingRecipe few = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 200), many = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 60_000);
        Assert.True(few.BatchSize < many.BatchSize);
        Assert.True(few.Epochs > many.Epochs);
        Assert.True(few.RoundEpochs > many.RoundEpochs);
    }

    [Fact]
    public void Compact_is_trained_for_neighbourhood_on_grey_and_denoising_on_colour_and_reference_for_reconstruction_where_nothing_is_said()
    {
        Assert.Equal(Objective.Neighbourhood, DefaultRecipe.ObjectiveFor(Architecture.Compact, channels: 1, images: 500));
        Assert.Equal(Objective.Distillation, DefaultRecipe.ObjectiveFor(Architecture.Compact, channels: 3, images: 4000));
        Assert.Equal(Objective.Contrastive, DefaultRecipe.ObjectiveFor(Architecture.Compact, channels: 3, images: 3999));
        Assert.Equal(Objective.Contrastive, DefaultRecipe.ObjectiveFor(Architecture.Compact, channels: 3, images: 200));
        Assert.Equal(Objective.Denoising, DefaultRecipe.ObjectiveFor(Architecture.Compact, channels: 3, images: 199));
        Assert.Equal(Objective.Reconstruction, DefaultRecipe.ObjectiveFor(Architecture.Reference, channels: 3, images: 500));
    }

    [Fact]
    public void A_recipe_is_the_same_after_a_way_through_json()
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 500) with { Augmentation = Augmentation.For(AugmentationProfile.Photos), Neighbours = 7 };
        Assert.Equal(recipe, System.Text.Json.JsonSerializer.Deserialize(recipe.ToJson(), RecipeJson.Default.TrainingRecipe));
    }

    [Fact]
    public void An_augmentation_out_of_range_is_refused_by_name()
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, Objective.Denoising, 500) with { Augmentation = new Augmentation { Crop = 1 } };
        Assert.Contains(nameof(Augmentation.Crop), Assert.Throws<TrainingException>(recipe.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_latent_of_one_value_has_no_room_for_group_and_member()
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 500) with { LatentSize = 1 };
        Assert.Contains("at least 2", Assert.Throws<TrainingException>(recipe.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_recipe_is_the_tutorials()
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Reference, Objective.Reconstruction, 60_000);
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
