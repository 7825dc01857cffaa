using Lookalike.Imaging.Reading;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Tests.Objectives;

public sealed class RecipeAdviceTests
{
    private static readonly string Photos = Recipe(Augmentation.For(AugmentationProfile.Photos)), Stronger = Recipe(new Augmentation
    {
        Rotation = 15,
        Shift = 0.1,
        Crop = 0.5,
        Brightness = 0.6,
    });

    [Theory]
    [InlineData("shifted", "shift 0.1")]
    [InlineData("cropped", "crop 0.5")]
    [InlineData("strongCrop", "crop 0.5")]
    [InlineData("squareCrop", "crop 0.5, fit stretch")]
    [InlineData("turned", "rotation 15, fit stretch")]
    [InlineData("brightness", "brightness 0.6")]
    [InlineData("darker", "brightness 0.6")]
    [InlineData("letterbox", "fit stretch")]
    [InlineData("frame", "fit stretch")]
    [InlineData("caption", "fit stretch")]
    [InlineData("noise", "")]
    [InlineData("jpeg", "")]
    [InlineData("grey", "")]
    [InlineData("watermark", "")]
    [InlineData("screenshot", "")]
    [InlineData(null, "")]
    public void Against_a_change_there_is_what_would_teach_it_and_nothing_that_does_not_help(string? change, string expected) =>
        Assert.Equal(expected, Advice(Model(Photos), change));

    [Theory]
    [InlineData("shifted")]
    [InlineData("strongCrop")]
    [InlineData("brightness")]
    public void What_a_model_was_trained_with_already_is_no_advice(string change) => Assert.Equal("", Advice(Model(Stronger), change));

    [Theory]
    [InlineData(127, "latent 128")]
    [InlineData(128, "")]
    public void A_larger_latent_is_advice_for_a_small_one_only(int latent, string expected) => Assert.Equal(expected, Advice(Model(Photos, latent), change: null));

    [Fact]
    public void Pictures_are_to_be_stretched_where_they_have_colour_and_were_padded()
    {
        Assert.Equal("", Advice(Model(Photos, fit: PictureFit.Stretch), "frame"));
        Assert.Equal("", Advice(Model(Photos, fit: PictureFit.Crop), "frame"));
        Assert.Equal("", Advice(Model(Photos, channels: 1), "frame"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"objective":"someone's own"}""")]
    public void Of_a_recipe_that_is_not_known_no_range_is_said_to_be_too_small(string recipe) => Assert.Equal("", Advice(Model(recipe), "strongCrop"));

    [Fact]
    public void An_objective_that_does_not_learn_from_changed_copies_would_not_learn_from_stronger_ones() =>
        Assert.Equal("", Advice(Model(new TrainingRecipe { Objective = Objective.Reconstruction }.ToJson()), "strongCrop"));

    private static string Recipe(Augmentation augmentation) => new TrainingRecipe { Objective = Objective.Denoising, Augmentation = augmentation }.ToJson();

    private static ModelMetadata Model(string recipe, int latent = 128, int channels = 3, PictureFit fit = PictureFit.Pad) => new()
    {
        Preprocessing = new Preprocessing { Channels = channels, Height = 64, Width = 64, Fit = fit },
        LatentSize = latent,
        Fingerprint = "",
        RecipeJson = recipe,
    };

    private static string Advice(ModelMetadata model, string? change) =>
        string.Join(", ", RecipeAdvice.For(model, change).Select(advice => $"{advice.Setting} {advice.Value}"));
}
