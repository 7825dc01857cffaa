using System.Net;
using System.Text.Json;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class ModelEndpointTests
{
    private const string Epoch = """{"epoch":1,"stage":"compare","loss":"contrastive","trainingLoss":2.5,"validationLoss":2.25,"learningRate":0.001,"seconds":3.5,"later":1}""";

    [Fact]
    public async Task A_model_tells_what_it_is_made_of()
    {
        var library = new SampleLibrary();
        library.WriteModel(Detailed(), """{"objective":"reconstruction"}""", """{"seconds":1.5}""");
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        JsonElement model = await api.GetJsonAsync("model");

        Assert.Equal((await api.GetJsonAsync("status")).GetProperty("model").GetProperty("fingerprint").GetString(), model.GetProperty("fingerprint").GetString());
        Assert.Equal((192, 192, false, true), (Number(model, "latentSize"), Number(model, "detailSize"), Flag(model, "imported"), Flag(model, "canReconstruct")));
        JsonElement input = model.GetProperty("input");
        Assert.Equal((3, 8, 8), (Number(input, "channels"), Number(input, "height"), Number(input, "width")));
        Assert.Equal(
        [
            "encoder encoder.0 Flatten 192: 0", "encoder encoder.1 Dense 192: 37056", "encoder detail.0 Flatten 192: 0",
            "decoder code Concat 384: 0", "decoder decoder.0 Dense 192: 73920", "decoder decoder.1 Reshape 3x8x8: 0",
        ],
        Layers(model));
        Assert.Equal("reconstruction", model.GetProperty("recipe").GetProperty("objective").GetString());
        Assert.Equal(1.5, model.GetProperty("training").GetProperty("seconds").GetDouble());
        Assert.Empty(model.GetProperty("epochs").EnumerateArray());
    }

    [Fact]
    public async Task Of_an_imported_encoder_it_tells_what_is_known()
    {
        var library = new SampleLibrary();
        library.ImportModel();
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        JsonElement model = await api.GetJsonAsync("model");

        Assert.Equal((true, false, 0), (Flag(model, "imported"), Flag(model, "canReconstruct"), Number(model, "detailSize")));
        Assert.Equal(["encoder flat Flatten : 0", "encoder scaled Mul 192: 192"], Layers(model));
        Assert.Equal("net.onnx", model.GetProperty("recipe").GetProperty("source").GetString());
        Assert.Equal(JsonValueKind.Null, model.GetProperty("training").ValueKind);
    }

    [Fact]
    public async Task The_epochs_of_its_training_are_told_where_its_file_keeps_them()
    {
        var library = new SampleLibrary();
        library.WriteModel(Detailed(), training: $$"""{"epochs":1,"history":[{{Epoch}}]}""");
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        JsonElement model = await api.GetJsonAsync("model"), epoch = Assert.Single(model.GetProperty("epochs").EnumerateArray());

        Assert.Equal((1, "compare", "contrastive"), (Number(epoch, "epoch"), epoch.GetProperty("stage").GetString(), epoch.GetProperty("loss").GetString()));
        Assert.Equal((2.5, 2.25), (epoch.GetProperty("trainingLoss").GetDouble(), epoch.GetProperty("validationLoss").GetDouble()));
        Assert.Equal((0.001, 3.5), (epoch.GetProperty("learningRate").GetDouble(), epoch.GetProperty("seconds").GetDouble()));
        Assert.Equal(JsonValueKind.Null, model.GetProperty("recipe").ValueKind);
    }

    [Theory]
    [InlineData("""{"epochs":20}""")]
    [InlineData("""{"history":[{"epoch":1}]}""")]
    [InlineData("""{"history":[null]}""")]
    [InlineData("""{"history":{"epoch":"x"}}""")]
    public async Task What_is_no_history_is_none(string training)
    {
        var library = new SampleLibrary();
        library.WriteModel(Detailed(), training: training);
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        JsonElement model = await api.GetJsonAsync("model");
        Assert.Empty(model.GetProperty("epochs").EnumerateArray());
        Assert.Equal(JsonValueKind.Object, model.GetProperty("training").ValueKind);
    }

    [Fact]
    public async Task Another_model_is_told_of_once_it_is_served()
    {
        await using TestApi api = await TestApi.StartAsync();
        Assert.Equal(0, Number(await api.GetJsonAsync("model"), "detailSize"));
        api.Library.WriteModel(Detailed());
        await api.Library.IndexAsync(rebuild: true);
        Assert.Equal(192, Number(await api.GetJsonAsync("model"), "detailSize"));
    }

    [Fact]
    public async Task Where_there_is_none_it_is_not_ready()
    {
        await using TestApi api = await TestApi.OverAsync(new SampleLibrary());
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.GetAsync("model"));
    }

    private static Network Detailed() => new()
    {
        Encoder = [new FlattenLayer(), SampleLibrary.Scaling(SampleLibrary.Size, 1)],
        Detail = [new FlattenLayer()],
        Decoder =
        [
            new DenseLayer
            {
                InputSize = 2 * SampleLibrary.Size,
                OutputSize = SampleLibrary.Size,
                Weights = new float[2 * SampleLibrary.Size * SampleLibrary.Size],
                Bias = new float[SampleLibrary.Size],
            },
            new ReshapeLayer { Channels = 3, Height = SampleLibrary.Side, Width = SampleLibrary.Side },
        ],
    };

    private static string[] Layers(JsonElement model) =>
    [
        .. model.GetProperty("layers").EnumerateArray().Select(layer =>
        {
            string output = string.Join('x', layer.GetProperty("output").EnumerateArray().Select(size => size.GetInt32()));
            return $"{layer.GetProperty("part")} {layer.GetProperty("name")} {layer.GetProperty("operator")} {output}: {layer.GetProperty("parameters")}";
        }),
    ];

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static bool Flag(JsonElement element, string name) => element.GetProperty(name).GetBoolean();
}
