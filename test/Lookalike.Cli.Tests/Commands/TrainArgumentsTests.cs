using Lookalike.Cli.Commands.Train;
using Lookalike.Imaging.Reading;
using Lookalike.Terminals.Faults;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using Lookalike.Training.Sources;

namespace Lookalike.Cli.Tests.Commands;

public sealed class TrainArgumentsTests
{
    public static TheoryData<Objective> Objectives => [.. Enum.GetValues<Objective>()];

    public static TheoryData<Architecture> Architectures => [.. Enum.GetValues<Architecture>()];

    [Fact]
    public void A_data_set_alone_leaves_everything_to_the_library()
    {
        TrainingRequest request = Read("mnist");

        Assert.Equal(("mnist", null, "output/autoencoder.onnx"), (request.Dataset, request.Pictures, request.Options.ModelPath));
        Assert.Equal((null, null, null), (request.Options.ReconstructionPath, request.Options.PlotPath, request.Options.HistoryPath));
        Assert.Equal((TrainingDevice.Auto, null, false, null), (request.Options.Device, request.Options.Threads, request.Options.Resume, request.Options.Budget));
        Assert.Equivalent(new RecipeChoices(), request.Recipe, strict: true);
    }

    [Fact]
    public void What_is_written_and_where_it_is_computed_gets_into_the_request()
    {
        TrainingOptions options = Read(
            "mnist", "-m", "m.onnx", "--vis", "v.png", "--plot", "p.png", "--history", "h.json", "--device", "cpu", "--threads", "3", "--budget", "1m30s").Options;

        Assert.Equal(("m.onnx", "v.png", "p.png", "h.json"), (options.ModelPath, options.ReconstructionPath, options.PlotPath, options.HistoryPath));
        Assert.Equal((TrainingDevice.Cpu, 3, TimeSpan.FromSeconds(90)), (options.Device, options.Threads, options.Budget));
    }

    [Fact]
    public void Each_option_of_the_recipe_gets_into_the_request()
    {
        RecipeChoices recipe = Read(
            "mnist", "--architecture", "reference", "--objective", "neighbourhood", "--latent", "8", "--epochs", "2", "--batch-size", "16", "--learning-rate", "0.5",
            "--schedule", "one-cycle", "--rounds", "3", "--round-epochs", "4", "--neighbours", "5", "--smoothing", "6", "--member-weight", "0.7", "--shape-weight", "8.5",
            "--seed", "-9", "--validation", "0.25").Recipe;

        Assert.Equivalent(
            new RecipeChoices
            {
                Architecture = Architecture.Reference,
                Objective = Objective.Neighbourhood,
                LatentSize = 8,
                Epochs = 2,
                BatchSize = 16,
                LearningRate = 0.5,
                Schedule = LearningRateSchedule.OneCycle,
                Rounds = 3,
                RoundEpochs = 4,
                Neighbours = 5,
                SmoothingSteps = 6,
                MemberWeight = 0.7,
                ShapeWeight = 8.5,
                Seed = -9,
                ValidationShare = 0.25,
            },
            recipe,
            strict: true);
        Assert.Equal(
            (LearningRateSchedule.OneCycle, 8.5, 3, 4, 0.7, 5, 6),
            (recipe.Schedule, recipe.ShapeWeight, recipe.Rounds, recipe.RoundEpochs, recipe.MemberWeight, recipe.Neighbours, recipe.SmoothingSteps));
    }

    [Fact]
    public void Each_range_of_the_changed_copies_gets_into_the_request()
    {
        AugmentationChoices choices = Read(
            "mnist", "--augment", "photos", "--rotation", "1", "--shear", "0.02", "--scale", "0.03", "--shift", "0.04", "--crop", "0.05", "--flip", "0.06",
            "--brightness", "0.07", "--contrast", "0.08").Recipe.Augmentation;

        Assert.Equal((AugmentationProfile.Photos, 1, 0.02, 0.03, 0.04), (choices.Profile, choices.Rotation, choices.Shear, choices.Scale, choices.Shift));
        Assert.Equal((0.05, 0.06, 0.07, 0.08), (choices.Crop, choices.Flip, choices.Brightness, choices.Contrast));
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Every_objective_has_a_word_that_asks_for_it(Objective objective) =>
        Assert.Equal(objective, Read("mnist", "--objective", ObjectiveTable.Of(objective).Name).Recipe.Objective);

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Every_architecture_has_a_word_that_asks_for_it(Architecture architecture) =>
        Assert.Equal(architecture, Read("mnist", "--architecture", Lookalike.Training.Networks.ArchitectureTable.Of(architecture).Name).Recipe.Architecture);

    [Fact]
    public void A_folder_is_pictures_of_any_size_padded_to_fit()
    {
        using var scratch = new Scratch();
        TrainingRequest request = Read(scratch.Folder + Path.DirectorySeparatorChar);

        Assert.Null(request.Dataset);
        Assert.Equivalent(new PictureRequest { Origin = PictureOrigin.Folder, Path = scratch.Folder }, request.Pictures, strict: true);
    }

    [Fact]
    public void Each_option_of_pictures_gets_into_the_request()
    {
        using var scratch = new Scratch();
        PictureRequest? pictures = Read(
            scratch.Folder, "--include", "*.jpg", "--include", "*.png", "--exclude", "old", "--size", "96", "--fit", "crop", "--max-pixels", "500").Pictures;

        Assert.Equivalent(
            new PictureRequest
            {
                Origin = PictureOrigin.Folder,
                Path = scratch.Folder,
                Include = ["*.jpg", "*.png"],
                Exclude = ["old"],
                Size = 96,
                Fit = PictureFit.Crop,
                MaxPixels = 500,
            },
            pictures,
            strict: true);
    }

    [Fact]
    public void A_list_and_standard_input_are_pictures_as_well()
    {
        using var scratch = new Scratch();
        Assert.Equivalent(
            new PictureRequest { Origin = PictureOrigin.List, Path = scratch["list.txt"], Nulls = true }, Read("--list", scratch["list.txt"], "--null").Pictures, strict: true);
        Assert.Equivalent(new PictureRequest { Origin = PictureOrigin.StandardInput, Path = Directory.GetCurrentDirectory() }, Read("-").Pictures, strict: true);
    }

    [Fact]
    public void The_test_split_is_validated_with_where_there_is_one()
    {
        using var scratch = new Scratch();
        Assert.True(Read("mnist", "--validation", "test").Recipe.ValidatesWithTestSplit);
        Assert.Contains("pictures have no test split", Refusal(scratch.Folder, "--validation", "test"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is nothing to take images from")]
    [InlineData("Two sources were named", "-", "--list", "l.txt")]
    [InlineData("--null says how the paths of a list end", "/", "--null")]
    [InlineData("--include and --exclude choose from a folder", "-", "--include", "*.jpg")]
    [InlineData("The options of pictures were given for the data set 'mnist'", "mnist", "--fit", "crop")]
    public void What_does_not_fit_together_is_refused(string fault, params string[] args) => Assert.StartsWith(fault, Refusal(args), StringComparison.Ordinal);

    private static string Refusal(params string[] args) => Assert.Throws<UsageException>(() => Read(args)).Message;

    private static TrainingRequest Read(params string[] args)
    {
        var train = new TrainCommand();
        return train.Read(train.ToCommand().Line(args));
    }
}
