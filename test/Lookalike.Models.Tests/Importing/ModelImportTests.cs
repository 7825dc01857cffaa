using Lookalike.Imaging.Reading;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Importing;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Tests.Importing;

public sealed class ModelImportTests
{
    [Fact]
    public void A_vector_is_taken_as_it_is()
    {
        ImportedEncoder made = ImportFile.Import(TinyGraph.Vector());

        Assert.Equal(("x", false, 3, 8, 8), (made.Input.Name, made.Input.ChannelsLast, made.Input.Channels, made.Input.Height, made.Input.Width));
        Assert.Equal(("vector", 4, "as it is", true), (made.Output, made.Latent.Size, made.Latent.Text, made.TakesBatches));
        Assert.True(made.Model.IsImported);
        Assert.Equal(PictureFit.Crop, made.Model.Metadata.Preprocessing.Fit);
        Assert.Contains("\"source\":\"net.onnx\"", made.Model.Metadata.RecipeJson, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_is_pooled_to_its_means()
    {
        ImportedEncoder map = ImportFile.Import(TinyGraph.Maps()), vector = ImportFile.Import(TinyGraph.Vector());

        Assert.Equal("mean of 6 x 6 places", map.Latent.Text);
        ImportFile.Same(ImportFile.Encode(vector.Model).Latents, ImportFile.Encode(map.Model).Latents);
    }

    [Fact]
    public void Channels_that_stand_last_are_found_and_pixels_turned_to_them()
    {
        TinyGraph last = new TinyGraph().Input("x", "batch", 8, 8, 3).Node("Transpose", ["x"], "turned", TinyGraph.Order(0, 3, 1, 2))
            .Convolution("turned", "maps").Node("Transpose", ["maps"], "back", TinyGraph.Order(0, 2, 3, 1)).Output("back");

        ImportedEncoder made = ImportFile.Import(last);

        Assert.True(made.Input.ChannelsLast);
        Assert.Equal((4, "mean of 6 x 6 places"), (made.Latent.Size, made.Latent.Text));
        ImportFile.Same(ImportFile.Encode(ImportFile.Import(TinyGraph.Maps()).Model).Latents, ImportFile.Encode(made.Model).Latents);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_no_dimension_is_said_the_layout_is_found_by_running_it(bool last)
    {
        TinyGraph graph = new TinyGraph().Input("x", "a", "b", "c", "d");
        if (last) graph.Node("Transpose", ["x"], "turned", TinyGraph.Order(0, 3, 1, 2));

        ImportedEncoder made = ImportFile.Import(graph.Convolution(last ? "turned" : "x", "maps").Output("maps"), new ImportSettings { Size = 12 });

        Assert.Equal((last, 12, 12), (made.Input.ChannelsLast, made.Input.Height, made.Input.Width));
    }

    [Fact]
    public void Mean_deviation_range_and_order_come_before_the_graph()
    {
        // What is seen is the mean of each channel as the graph gets it.
        TinyGraph means = new TinyGraph().Input("x", "batch", 3, 8, 8).Node("GlobalAveragePool", ["x"], "y").Output("y");
        var settings = new ImportSettings { Mean = [10, 20, 30], Deviation = [2, 4, 8], Range = 255, BlueFirst = true };

        ModelFile model = ImportFile.Import(means, settings).Model;

        (float[] latents, float[] pixels) = ImportFile.Encode(model, count: 1);
        float[] red = pixels[..64], green = pixels[64..128], blue = pixels[128..];
        ImportFile.Same([((255 * blue.Average()) - 30) / 8, ((255 * green.Average()) - 20) / 4, ((255 * red.Average()) - 10) / 2], latents);
    }

    [Fact]
    public void Latents_are_brought_to_length_1_where_that_is_asked_for()
    {
        float[] latents = ImportFile.Encode(ImportFile.Import(TinyGraph.Vector(), new ImportSettings { UnitLength = true }).Model, count: 1).Latents;

        Assert.Equal(1, latents.Sum(static v => v * v), 1e-5f);
    }

    [Theory]
    [InlineData(36, null, "mean of 36 tokens")]
    [InlineData(37, null, "first of 37 tokens")]
    [InlineData(36, "First", "first of 36 tokens")]
    [InlineData(37, "Mean", "mean of 37 tokens")]
    public void Of_tokens_the_mean_is_taken_where_they_are_a_grid_and_the_first_where_they_are_not(int count, string? choice, string expected)
    {
        TinyGraph graph = TinyGraph.Maps().NoOutputs().Integers("flat", 0, 4, 36).Node("Reshape", ["maps", "flat"], "rows");
        if (count == 37) graph.Node("ReduceMean", ["rows"], "one", new AttributeProto { Name = "axes", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 2 } }).Node("Concat", ["one", "rows"], "joined", TinyGraph.Axis(2));
        graph.Node("Transpose", [count == 37 ? "joined" : "rows"], "tokens", TinyGraph.Order(0, 2, 1)).Output("tokens");
        ImportedEncoder means = ImportFile.Import(TinyGraph.Maps());

        ImportedEncoder made = ImportFile.Import(graph, new ImportSettings { Tokens = choice is null ? null : Enum.Parse<TokenChoice>(choice) });

        Assert.Equal((4, expected), (made.Latent.Size, made.Latent.Text));
        if (expected != "first of 36 tokens") ImportFile.Same(ImportFile.Encode(means.Model).Latents, ImportFile.Encode(made.Model).Latents); // the first of 37 is made the mean here
    }

    [Fact]
    public void A_batch_of_1_that_is_only_said_is_lifted()
    {
        ImportedEncoder made = ImportFile.Import(TinyGraph.Maps(batch: 1));

        Assert.True(made.TakesBatches);
        ImportFile.Same(ImportFile.Encode(ImportFile.Import(TinyGraph.Maps()).Model).Latents, ImportFile.Encode(made.Model).Latents);
    }

    [Fact]
    public void A_batch_of_1_that_is_built_in_is_kept_and_pictures_run_one_by_one()
    {
        TinyGraph graph = TinyGraph.Vector().NoOutputs().Integers("one", 1, 4).Node("Reshape", ["vector", "one"], "row").Output("row");

        ImportedEncoder made = ImportFile.Import(graph);

        Assert.False(made.TakesBatches);
        using (IImageEncoder encoder = made.Model.OpenEncoder()) Assert.Equal(1, encoder.BatchSize);
        ImportFile.Same(ImportFile.Encode(ImportFile.Import(TinyGraph.Vector()).Model).Latents, ImportFile.Encode(made.Model).Latents);
    }

    [Fact]
    public void Old_files_that_name_weights_among_the_inputs_are_read()
    {
        TinyGraph graph = TinyGraph.Vector().Input("w", 4, 3, 3, 3);
        graph.Model.IrVersion = 3;
        graph.Model.OpsetImport[0].Version = 8;

        Assert.Equal("x", ImportFile.Import(graph).Input.Name);
    }

    [Fact]
    public void Names_that_stand_for_something_here_may_be_used_there()
    {
        TinyGraph graph = new TinyGraph().Input("latent", "N", 3, 8, 8).Convolution("latent", "lookalike.0").Node("GlobalAveragePool", ["lookalike.0"], "pixels").Output("pixels");

        ImportFile.Same(ImportFile.Encode(ImportFile.Import(TinyGraph.Maps()).Model).Latents, ImportFile.Encode(ImportFile.Import(graph).Model).Latents);
    }

    [Fact]
    public void Of_several_outputs_one_is_named_or_has_a_usual_name_and_what_only_the_others_need_falls_away()
    {
        TinyGraph graph = TinyGraph.Vector().Input("words", "N", 5).Node("Identity", ["words"], "text_embeds").Output("text_embeds", "N", 5);

        Assert.Contains("'vector' [], 'text_embeds' [N,5]. Name the one", ImportFile.Refusal(graph), StringComparison.Ordinal);
        Assert.Equal("maps", ImportFile.Import(graph, new ImportSettings { Output = "maps" }).Output); // no output of the graph
        Assert.Contains("a value 'beauty', found the outputs 'vector'", ImportFile.Refusal(graph, new ImportSettings { Output = "beauty" }), StringComparison.Ordinal);
        Assert.Contains("one input of numbers", ImportFile.Refusal(graph, new ImportSettings { Output = "text_embeds" }), StringComparison.Ordinal);
        graph.Node("Identity", ["vector"], "pooler_output").Output("pooler_output");
        Assert.Equal("pooler_output", ImportFile.Import(graph).Output);
    }

    [Fact]
    public void A_size_is_asked_for_where_the_graph_takes_any_and_refused_where_it_does_not()
    {
        ModelFileException e = Assert.Throws<ModelFileException>(() => ImportFile.Import(TinyGraph.Maps(side: "side")));

        Assert.Contains("expected the side of its pictures, found none", e.Message, StringComparison.Ordinal);
        Assert.Equal("size", e.Remedy!.Arguments[0]);
        Assert.Equal(16, ImportFile.Import(TinyGraph.Maps(side: "side"), new ImportSettings { UsualSize = 16 }).Input.Width);
        Assert.Contains("expected pictures of 9 pixels a side, found 8", ImportFile.Refusal(TinyGraph.Maps(), new ImportSettings { Size = 9 }), StringComparison.Ordinal);
        Assert.Equal(8, ImportFile.Import(TinyGraph.Maps(), new ImportSettings { UsualSize = 16 }).Input.Width);
    }

    [Fact]
    public void The_fingerprint_follows_from_graph_and_preprocessing_and_from_nothing_else()
    {
        string fingerprint = ImportFile.Import(TinyGraph.Vector()).Model.Metadata.Fingerprint;
        TinyGraph commented = TinyGraph.Vector();
        commented.Model.ProducerName = "another";
        commented.Model.DocString = "a text";
        commented.Model.Graph.Node[0].DocString = "a text";

        Assert.Equal(fingerprint, ImportFile.Import(commented).Model.Metadata.Fingerprint);
        Assert.NotEqual(fingerprint, ImportFile.Import(TinyGraph.Vector(), new ImportSettings { Mean = [0.5f] }).Model.Metadata.Fingerprint);
        Assert.NotEqual(fingerprint, ImportFile.Import(TinyGraph.Vector(), new ImportSettings { Fit = PictureFit.Pad }).Model.Metadata.Fingerprint);
    }

    [Fact]
    public void It_has_neither_a_decoder_nor_layers_and_says_so()
    {
        ModelFile model = ImportFile.Import(TinyGraph.Vector()).Model;

        foreach (Action action in (Action[])[() => model.Reconstruct(new float[192], 1, new float[192]), () => model.WithRandomWeights(1), model.RequireTrained])
            Assert.Contains("found an imported encoder, which has no decoder. Train a model", Assert.Throws<ModelFileException>(action).Message, StringComparison.Ordinal);
    }
}
