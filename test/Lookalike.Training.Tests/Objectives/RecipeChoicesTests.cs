using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Tests.Objectives;

public sealed class RecipeChoicesTests
{
    private static readonly ImageSet Images = DrawnGroups.Draw(100, seed: 1);

    [Fact]
    public void Where_nothing_is_chosen_the_recipe_is_the_default_of_the_images()
    {
        TrainingRecipe recipe = new RecipeChoices().For(Images, share: 0.1);
        Assert.Equal(DefaultRecipe.For(Architecture.Compact, objective: null, Images) with { ValidationShare = 0.1 }, recipe);
        Assert.Equal(Augmentation.For(AugmentationDefaults.For(Images)), recipe.Augmentation);
    }

    [Fact]
    public void What_is_chosen_takes_the_place_of_the_default_and_nothing_else_changes()
    {
        TrainingRecipe recipe = new RecipeChoices { Epochs = 9, Augmentation = new AugmentationChoices { Profile = AugmentationProfile.None, Flip = 0.5 } }.For(Images, share: null);
        Assert.Equal(
            DefaultRecipe.For(Architecture.Compact, objective: null, Images) with { Epochs = 9, RoundEpochs = 9, Augmentation = new Augmentation { Flip = 0.5 } },
            recipe);
    }

    [Fact]
    public void An_objective_that_sees_the_images_as_they_are_changes_no_copies()
    {
        TrainingRecipe recipe = new RecipeChoices { Objective = Objective.Reconstruction, Augmentation = new AugmentationChoices { Flip = 0.5 } }.For(Images, share: null);
        Assert.True(recipe.Augmentation.IsNone);
    }

    [Fact]
    public void A_teacher_means_distillation_and_the_recipe_says_which_it_was()
    {
        TrainingRecipe recipe = new RecipeChoices().For(Images, share: null, teacher: "abc");
        Assert.Equal((Objective.Distillation, "abc"), (recipe.Objective, recipe.Teacher));
        var e = Assert.Throws<TrainingException>(() => new RecipeChoices { Objective = Objective.Denoising }.For(Images, share: null, teacher: "abc"));
        Assert.Contains("objective distillation, found denoising", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_in_a_hurry_does_not_learn_patches_first_unless_it_is_asked_to()
    {
        var images = new ImageSet("many", new PixelShape(3, 16, 16), new byte[5000 * 3 * 256]);
        TimeSpan hurry = TimeSpan.FromMinutes(3);
        Assert.Equal(Objective.Distillation, new RecipeChoices().For(images, share: null).Objective);
        Assert.Equal(Objective.Contrastive, new RecipeChoices().For(images, share: null, budget: hurry).Objective);
        Assert.Equal(Objective.Distillation, new RecipeChoices { Objective = Objective.Distillation }.For(images, share: null, budget: hurry).Objective);
    }

    [Fact]
    public void Images_too_small_to_have_patches_are_learned_by_comparison_however_many_they_are()
    {
        var images = new ImageSet("many", new PixelShape(3, 15, 16), new byte[5000 * 3 * 240]);
        Assert.Equal(Objective.Contrastive, new RecipeChoices().For(images, share: null).Objective);
    }

    [Fact]
    public void A_run_goes_on_with_its_recipe_whatever_the_images_and_with_no_other()
    {
        TrainingRecipe begun = new RecipeChoices { Epochs = 9 }.For(Images, share: 0.2);
        Assert.Equal(begun, new RecipeChoices { Epochs = 9 }.For(DrawnGroups.Draw(10, seed: 1, channels: 3), share: null, begun));
        var e = Assert.Throws<TrainingException>(() => new RecipeChoices { Epochs = 10 }.For(Images, share: 0.2, begun));
        Assert.Equal(RemedyKind.TrainAnew, e.Remedy?.Kind);
        Assert.Contains("another recipe", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Epochs_that_are_asked_for_bound_every_stage()
    {
        TrainingRecipe usual = new RecipeChoices().For(Images, share: null), few = new RecipeChoices { Epochs = 2 }.For(Images, share: null);
        Assert.True(usual.RoundEpochs > 2, "the images must be few enough for long rounds");
        Assert.Equal((2, 2, 1), (few.Epochs, few.RoundEpochs, few.DecoderEpochs));
        Assert.Equal(7, new RecipeChoices { Epochs = 2, RoundEpochs = 7 }.For(Images, share: null).RoundEpochs);
        Assert.Equal(usual.RoundEpochs, new RecipeChoices { Epochs = 1000 }.For(Images, share: null).RoundEpochs);
    }

    [Fact]
    public void What_is_said_of_rounds_is_refused_where_the_images_are_learned_without()
    {
        var images = DrawnGroups.Draw(10, seed: 1, channels: 3);
        var choices = new RecipeChoices { Rounds = 3 };
        var e = Assert.Throws<TrainingException>(() => choices.RequireUse(choices.For(images, share: null)));
        Assert.Contains("denoising, which has none", e.Message, StringComparison.Ordinal);
        var grey = new RecipeChoices { Rounds = 3, Objective = Objective.Neighbourhood };
        grey.RequireUse(grey.For(images, share: null));
        new RecipeChoices().RequireUse(new RecipeChoices().For(images, share: null));
    }
}
