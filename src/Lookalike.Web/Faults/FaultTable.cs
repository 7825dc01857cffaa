using Lookalike.Application.Searching;
using Lookalike.Core;
using Lookalike.Imaging.Faults;
using Microsoft.AspNetCore.Http;

namespace Lookalike.Web.Faults;

/// <summary>
/// What becomes of a fault, in one table. Messages of the libraries name files of this machine and stay here; those of pictures name what the request
/// named, and go out.
/// </summary>
/// <param name="remedies">What a user does about a fault, in the words of the host.</param>
internal sealed class FaultTable(IDictionary<RemedyKind, string> remedies)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>The problem that a fault is; null where nobody foresaw it.</summary>
    public ProblemException? Find(Exception fault) => fault switch
    {
        ProblemException problem => problem,
        PictureException picture => OfPicture(picture),
        UnknownKeyException unknown => new ProblemException(ProblemType.UnknownImage, "The index has no image of this key.", unknown).With("key", unknown.Key),
        LookalikeException known => OfLibrary(known),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } large =>
            new ProblemException(ProblemType.TooLarge, "The body is larger than this address takes.", large),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } slow =>
            new ProblemException(ProblemType.TooSlow, "The body did not arrive in time. Send it again.", slow),
        BadHttpRequestException bad => new ProblemException(ProblemType.BadRequest, "The request cannot be read.", bad),
        _ => null,
    };

    private static ProblemException OfPicture(PictureException fault)
    {
        ProblemType type = fault.Fault switch
        {
            PictureFault.TooManyPixels or PictureFault.TooMuchMemory => ProblemType.TooManyPixels,
            PictureFault.OutOfBounds => ProblemType.BadRequest,
            _ => ProblemType.UnreadablePicture,
        };
        ProblemException problem = new(type, fault.Message, fault);
        if (fault.Expected is { } expected) problem.With("limit", expected);
        return fault.Found is { } found ? problem.With("actual", found) : problem;
    }

    private ProblemException OfLibrary(LookalikeException fault)
    {
        ProblemException problem = fault.Kind switch
        {
            FaultKind.NotFound => new ProblemException(ProblemType.NotFound, "What was asked for is not there.", fault),
            FaultKind.BadInput => new ProblemException(ProblemType.BadRequest, "What was given cannot be used.", fault),
            FaultKind.TooLarge => new ProblemException(ProblemType.TooLarge, "What was given is larger than a limit allows.", fault),
            FaultKind.Busy => new ProblemException(ProblemType.InUse, "Another process writes to the index. Try again when it has finished.", fault)
            {
                RetryAfter = Soon,
            },
            FaultKind.StorageFull => new ProblemException(ProblemType.StorageFull, "The disk is full. What was complete before is still there.", fault),
            _ => new ProblemException(ProblemType.NotReady, Unready(fault.Remedy?.Kind), fault) { RetryAfter = Soon },
        };
        if (fault.Remedy is not { Kind: var kind }) return problem;
        problem.With("remedy", Word(kind));
        return remedies.TryGetValue(kind, out string? words) ? problem.With("command", words) : problem;
    }

    private static string Unready(RemedyKind? remedy) => remedy switch
    {
        RemedyKind.TrainModel or RemedyKind.TrainAnew => "The model is missing or cannot be used. Train one.",
        RemedyKind.Index or RemedyKind.IndexAllSplits => "There is no index yet, or it holds no images. Index some.",
        RemedyKind.Rebuild => "The index was made with another model, or is damaged. Name the model that made it, or index again with this one.",
        RemedyKind.Mend or RemedyKind.Examine or RemedyKind.ExamineAll => "The index is damaged. Examine and mend it.",
        _ => "Model or index are missing, damaged, or do not belong together.",
    };

    private static string Word(RemedyKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
