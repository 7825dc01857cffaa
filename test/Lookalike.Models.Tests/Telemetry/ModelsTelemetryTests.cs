using System.Diagnostics;
using Lookalike.Core.Telemetry;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;
using Lookalike.Models.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Models.Tests.Telemetry;

public sealed class ModelsTelemetryTests
{
    [Fact]
    public void Reading_a_model_opening_its_encoder_and_encoding_are_spans_and_images_are_counted()
    {
        using var scratch = new Scratch();
        SampleModels.Create().Save(scratch["m.onnx"]);
        using var loggers = new RecordingLoggers();
        using var heard = new HeardTelemetry(ModelsTelemetry.ActivitySourceName);

        using IImageEncoder encoder = ModelFile.Read(scratch["m.onnx"]).OpenEncoder(new EncoderOptions { LoggerFactory = loggers, BatchSize = 2 });
        encoder.Encode(new byte[5 * encoder.Description.PixelCount], 5, new float[5 * encoder.Description.LatentSize]);

        string[] operations = ["read_model", "open_encoder", "encode"];
        Assert.Equal(operations, heard.Spans.Select(span => span.DisplayName));
        Assert.Equal(operations.Select(operation => (operation, "")), heard.Operations);
        Assert.Equal(5, heard.Spans.Last().GetTagItem("lookalike.images"));
        Assert.Equal(5, heard.Sum("lookalike.models.images.encoded"));
        heard.AssertNoTagHas(scratch.Folder);
        Assert.Equal((LogLevel.Debug, "Lookalike.Models", 1), Assert.Single(loggers.Entries.Select(e => (e.Level, e.Category, e.Id))));
    }

    [Fact]
    public void A_model_that_is_missing_and_a_network_that_overflows_are_errors()
    {
        DenseLayer huge = new() { Weights = [.. Enumerable.Repeat(1e30f, 48 * SampleModels.LatentSize)], Bias = new float[SampleModels.LatentSize], InputSize = 48, OutputSize = SampleModels.LatentSize };
        Network network = new() { Encoder = [new FlattenLayer(), huge], Decoder = SampleModels.Network().Decoder };
        using IImageEncoder encoder = ModelFile.Create(network, SampleModels.Preprocessing, "{}", "{}").OpenEncoder();
        using var heard = new HeardTelemetry(ModelsTelemetry.ActivitySourceName);
        byte[] white = [.. Enumerable.Repeat(byte.MaxValue, encoder.Description.PixelCount)];

        Assert.Throws<ModelFileException>(() => ModelFile.Read("none.onnx"));
        Assert.Throws<ModelFileException>(() => encoder.Encode(white, 1, new float[SampleModels.LatentSize]));

        Assert.All(heard.Spans, span => Assert.Equal((ActivityStatusCode.Error, typeof(ModelFileException).FullName), (span.Status, span.GetTagItem("error.type"))));
        Assert.Equal([("read_model", typeof(ModelFileException).FullName!), ("encode", typeof(ModelFileException).FullName!)], heard.Operations);
        Assert.Equal(0, heard.Sum("lookalike.models.images.encoded"));
    }

    [Fact]
    public void While_nobody_listens_an_operation_allocates_nothing()
    {
        // Nobody listens to a source of a name of its own.
        OperationSource unheard = new("Lookalike.Models.Tests.Unheard");
        Assert.Null(unheard.Start("warm"));
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++) unheard.Start("encode")?.Dispose();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
