using Lookalike.Cli.Commands.Search;
using Lookalike.Exporting;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Running;

namespace Lookalike.Cli.Commands.Export;

/// <summary><c>lookalike embed</c>: the vectors of pictures, without an index.</summary>
internal sealed class EmbedCommand
{
    private readonly Argument<string[]> _pictures = new("picture")
    {
        Description = "Pictures, or '-' for one on standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _model = LibraryOption.Model(orUsual: true);
    private readonly Option<string?> _library = LibraryOption.Create();
    private readonly Option<long?> _maxPixels = CommonOptions.MaxPixels();
    private readonly VectorOutput _output = new();

    public static Command Create() => new EmbedCommand().ToCommand();

    private CommandWithExamples ToCommand() => new CommandWithExamples(
        "embed",
        "Writes the vectors that a model makes of pictures, each as an index would hold it.",
        "lookalike embed photo.jpg",
        "lookalike embed *.jpg --format csv --output vectors.csv",
        "lookalike embed - --model output/autoencoder.onnx < photo.jpg")
    {
        _pictures, _model, _library, _maxPixels,
    }.With(_output.All).Runs(RunAsync);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = parsed.Terminal();
        _output.Require(parsed);
        using IImageEncoder encoder = ModelFile.Read(parsed.GetRequiredValue(_model)).OpenEncoder(new EncoderOptions());
        int failed = 0;
        var table = new VectorTable { Size = encoder.Description.LatentSize, Rows = Rows() };
        await _output.WriteAsync(parsed, table, cancellationToken);
        return failed > 0 ? ExitCode.SomeFailed : ExitCode.Ok;

        IEnumerable<VectorRow> Rows()
        {
            PictureReader reader = encoder.Description.Preprocessing.NewReader(parsed.GetValue(_maxPixels) ?? PictureReader.DefaultMaxPixels);
            foreach (string given in parsed.GetRequiredValue(_pictures))
            {
                cancellationToken.ThrowIfCancellationRequested();
                string path = GivenPath.Of(given);
                if (path != StandardInput.Mark) QueryFile.Require(path);
                if (TryEmbed(encoder, reader, path, terminal) is not { } vector) failed++;
                else if (path == StandardInput.Mark) yield return new VectorRow(StandardInput.Name, null, null, vector);
                else yield return new VectorRow(path, Path.GetFullPath(path), null, vector);
            }
        }
    }

    private static float[]? TryEmbed(IImageEncoder encoder, PictureReader reader, string path, Terminal terminal)
    {
        try
        {
            Preprocessing takes = encoder.Description.Preprocessing;
            Picture picture = QueryFile.ReadPiped(path) is { } bytes
                ? reader.Read(bytes, path, takes.Shape, takes.Background)
                : reader.Read(path, takes.Shape, takes.Background);
            float[] latent = new float[encoder.Description.LatentSize];
            encoder.Encode(picture.Pixels, 1, latent);
            return latent;
        }
        catch (PictureException e)
        {
            terminal.Fault(e);
            return null;
        }
    }
}
