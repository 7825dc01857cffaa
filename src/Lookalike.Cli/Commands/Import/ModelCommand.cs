using Lookalike.Application.Encoders;
using Lookalike.Imaging.Reading;
using Lookalike.Models;
using Lookalike.Models.Importing;

namespace Lookalike.Cli.Commands.Import;

/// <summary><c>lookalike model import</c>: somebody else's encoder to a model file.</summary>
internal sealed class ModelCommand
{
    private readonly Argument<string> _source = new("file.onnx") { Description = "The ONNX file of an image encoder, with its weights in it." };
    private readonly Option<string?> _preset = OptionOf.Text("--preset", "name", "How pictures are prepared, by family. Single options go before it.");
    private readonly Option<int?> _size = new Option<int?>("--size") { Description = "The side of its pictures, where it takes any." }.Between(1, 8192);
    private readonly Option<float[]?> _mean = Numbers("--mean", "What is taken off red, green and blue: one number, or three such as 0.485,0.456,0.406.");
    private readonly Option<float[]?> _deviation = Numbers("--std", "What they are divided by then. Both in the unit of --range.");
    private readonly Option<string?> _range = OptionOf.Text("--range", "1|255", "What white is before that. Default: 1.");
    private readonly Option<string?> _channels = OptionOf.Text("--channels", "rgb|bgr", "The order in which it takes them. Default: rgb.");
    private readonly WordOption<PictureFit> _fit = new(
        "--fit", "How a picture of another aspect ratio fits. Default: crop, or as the preset says.", "pad", "crop", "stretch");
    private readonly Option<string?> _output = OptionOf.Text(
        "--output", "name", "The value of the graph that is the latent: an output, or one between two nodes. Default: the only one, or one with a usual name.");
    private readonly WordOption<TokenChoice> _pool = new(
        "--pool", "What is taken where it gives a row of tokens. Default: the mean of a square number of them, else the first.", "first", "mean");
    private readonly Option<bool?> _normalise = new("--normalise") { Description = "Bring latents to length 1. Default: as the preset says, else not." };
    private readonly Option<string?> _model = OptionOf.Text("--model", "file.onnx", "The model file. Default: in output, named as the source.").Or("-m");
    private readonly Option<bool> _json = CommonOptions.Json();

    private ModelCommand()
    {
        _preset.AcceptOnlyFromAmong([.. ImportPreset.Names]);
        _range.AcceptOnlyFromAmong("1", "255");
        _channels.AcceptOnlyFromAmong("rgb", "bgr");
    }

    public static Command Create() => new CommandWithExamples(
        "model", "Makes model files of encoders that were trained elsewhere.", "lookalike model import resnet18.onnx --preset imagenet")
    {
        new ModelCommand().ToImport(),
    };

    private CommandWithExamples ToImport() => new CommandWithExamples(
        "import",
        "Makes a model file of an ONNX image encoder. Input, layout, pooling and latent size are found by running it; training and reconstruction need "
            + "a model of your own.",
        "lookalike model import resnet18.onnx --preset imagenet",
        "lookalike model import clip-vision.onnx --preset clip --model output/clip.onnx",
        "lookalike model import resnet50.onnx --preset imagenet --output flatten",
        "lookalike model import net.onnx --size 192 --mean 103.94,116.78,123.68 --std 1 --range 255 --channels bgr --normalise")
    {
        _source, _preset, _size, _mean, _deviation, _range, _channels, _fit, _output, _pool, _normalise, _model, _json,
    }.Runs((parsed, _) =>
    {
        Terminal terminal = parsed.Terminal();
        string source = GivenPath.Of(parsed.GetRequiredValue(_source)), model = parsed.GetValue(_model) ?? Path.Combine("output", Path.GetFileName(source));
        OutputOption[] written = [new("--model", model, OwnKind.Model), new("the model that was there before", PreviousModel.PathFor(model), OwnKind.Model)];
        OutputFiles.Require(written);
        if (PreviousModel.IsThere(model)) terminal.Note(PreviousModel.Notice(model));
        terminal.Note($"Trying out {source}.");
        ImportReport report = EncoderImport.Run(source, model, Read(parsed));
        if (parsed.GetValue(_json)) terminal.WriteJson(report, CliJson.Default.ImportReport);
        else Write(report, terminal.Output);
        terminal.Note($"Next: lookalike index <folder> --model {ShellWord.Of(model)}");
        return Task.FromResult(ExitCode.Ok);
    });

    private ImportSettings Read(ParseResult parsed)
    {
        int range = parsed.GetValue(_range) == "255" ? byte.MaxValue : 1;
        ImportSettings preset = ImportPreset.Of(parsed.GetValue(_preset), range);
        return new ImportSettings
        {
            Size = parsed.GetValue(_size),
            UsualSize = preset.UsualSize,
            Mean = parsed.GetValue(_mean) is { Length: > 0 } mean ? mean : preset.Mean,
            Deviation = parsed.GetValue(_deviation) is { Length: > 0 } deviation ? deviation : preset.Deviation,
            Range = range,
            BlueFirst = parsed.GetValue(_channels) == "bgr",
            Fit = _fit.Read(parsed) ?? preset.Fit,
            Output = parsed.GetValue(_output),
            Tokens = _pool.Read(parsed),
            UnitLength = parsed.GetValue(_normalise) ?? preset.UnitLength,
        };
    }

    private static void Write(ImportReport report, TextWriter output)
    {
        string length = report.UnitLength ? ", of length 1" : "", batches = report.TakesBatches ? "" : "; it takes one at a time";
        output.WriteLine($"{report.Model}  of {report.Source}, fingerprint {report.Fingerprint[..12]}");
        output.WriteLine($"input   {report.Input}, {report.Layout}, {report.Colour}, {report.Width} x {report.Height} pixels");
        output.WriteLine($"latent  {report.LatentSize:N0} numbers{length}: {report.Output}, {report.Latent}");
        output.WriteLine($"time    {report.MillisecondsPerImage:0.0} ms an image on this machine{batches}");
    }

    private static Option<float[]?> Numbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "numbers",
        CustomParser = result =>
        {
            if (result.Tokens is not [var token]) return null;
            float[] numbers = [.. token.Value.Split(',').Select(part => Number.TryRead(part, out float number) ? number : float.NaN)];
            bool divides = name == "--std";
            if (numbers is [_] or [_, _, _] && numbers.All(n => float.IsFinite(n) && (!divides || n > 0))) return numbers;
            string above = divides ? " above 0" : "";
            result.AddError($"{name} takes one number{above} or three with commas between them, such as 0.485,0.456,0.406; found '{token.Value}'.");
            return null;
        },
    };
}
