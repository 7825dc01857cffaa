using Lookalike.Application.Encoders;
using Lookalike.Application.Library;
using Lookalike.Core;
using Lookalike.Index;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Running;
using Lookalike.Web.Contracts;
using Lookalike.Web.Faults;

namespace Lookalike.Web.Serving;

/// <summary>
/// What is asked of a model beside its encoder, seldom: its description and its decoder. Each is read from the file when it is first asked for, once, so
/// that a server that only searches keeps no second copy of the weights. Thread-safe.
/// </summary>
/// <param name="library">Names the file.</param>
/// <param name="encoder">The encoder that was opened of it.</param>
internal sealed class WholeModel(ImageLibrary library, EncoderDescription encoder) : IDisposable
{
    private readonly Lock _gate = new();
    private ModelDetailsAnswer? _details;
    private ImageDecoder? _decoder;

    /// <summary>What it is made of, and how it was trained. It may be read from the file.</summary>
    /// <exception cref="LookalikeException">The file is missing or damaged, or another model's by now.</exception>
    public ModelDetailsAnswer Details
    {
        get
        {
            lock (_gate) return _details ??= ModelDescription.Of(Read());
        }
    }

    /// <summary>Its decoder, which stays open. It may be read from the file.</summary>
    /// <exception cref="ProblemException">It has none.</exception>
    /// <exception cref="LookalikeException">The file is missing or damaged, or another model's by now.</exception>
    public ImageDecoder Decoder
    {
        get
        {
            lock (_gate) return _decoder ??= Open();
        }
    }

    public void Dispose() => _decoder?.Dispose();

    private ImageDecoder Open()
    {
        ModelFile file = Read();
        if (file.IsImported)
            throw new ProblemException(ProblemType.NoDecoder, "The model is an imported encoder, which has no decoder. Train a model to draw.");
        return file.OpenDecoder(library.EncoderOptions(threads: 1));
    }

    private ModelFile Read()
    {
        EncoderSource source = library.ReadEncoder();
        if (source.Description.Fingerprint == encoder.Fingerprint) return source.File!;
        throw new IndexException("The model file is another model's by now.", library.IndexPath) { Remedy = new Remedy(RemedyKind.Rebuild) };
    }
}
