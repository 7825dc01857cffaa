using Lookalike.Application.Drawing;
using Lookalike.Application.Searching;
using Lookalike.Imaging;
using Lookalike.Imaging.Copies;
using Lookalike.Web.Contracts;
using Lookalike.Web.Faults;
using Lookalike.Web.Limits;
using Lookalike.Web.Queries;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>POST /reconstructions</c> and <c>/walks</c>: what the decoder draws of an image, and of what lies between two.</summary>
internal sealed class DrawingEndpoints(ServedLibrary served, ExampleReader reader, PictureWork work, WorkQueues queues, LookalikeWebOptions options)
{
    private const string MediaType = "image/png";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/reconstructions", (HttpContext context, DrawingEndpoints drawing) => drawing.ReconstructAsync(context))
            .WithName("reconstruct")
            .WithSummary("Two pictures side by side, each of the model's size: what the encoder sees of an image, and what the decoder draws of it.")
            .Takes<ReconstructionBody>("application/json")
            .Produces<byte[]>(StatusCodes.Status200OK, MediaType)
            .WithProblems(400, 404, 409, 410, 413, 415, 422, 429, 503);
        api.MapPost("/walks", (HttpContext context, DrawingEndpoints drawing) => drawing.WalkAsync(context))
            .WithName("walk")
            .WithSummary("Pictures in a row, each of the model's size: what the decoder draws on the straight way from one image to another.")
            .Takes<WalkBody>("application/json")
            .Produces<byte[]>(StatusCodes.Status200OK, MediaType)
            .WithProblems(400, 404, 409, 410, 413, 415, 422, 429, 503);
    }

    private async Task<IResult> ReconstructAsync(HttpContext context)
    {
        ReconstructionBody body = await RequestBody.ReadJsonAsync(context.Request, WebJson.Default.ReconstructionBody).ConfigureAwait(false);
        SearchRules.Require(body);
        return await DrawAsync(
            [body.Example], frames: 2, static (drawing, images, given) => drawing.Redraw(images[0].Pixels.Span, given), context.RequestAborted)
            .ConfigureAwait(false);
    }

    private async Task<IResult> WalkAsync(HttpContext context)
    {
        WalkBody body = await RequestBody.ReadJsonAsync(context.Request, WebJson.Default.WalkBody).ConfigureAwait(false);
        SearchRules.Require(body);
        return await DrawAsync(
            [body.From, body.To],
            body.Frames,
            (drawing, images, given) => drawing.Walk(images[0].Pixels.Span, images[1].Pixels.Span, body.Frames, given),
            context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<IResult> DrawAsync(
        PictureBody[] examples, int frames, Func<ImageDrawing, QueryImage[], CancellationToken, byte[]> draw, CancellationToken aborted)
    {
        byte[] png = await queues.Drawings.RunAsync(() => served.UseAsync(DrawOfAsync, aborted), aborted).ConfigureAwait(false);
        return TypedResults.Bytes(png, MediaType);

        async Task<byte[]> DrawOfAsync(Moment moment)
        {
            PixelShape shape = moment.Opened.Encoder.Description.Preprocessing.Shape;
            RequireRoom(frames, shape);
            var images = new QueryImage[examples.Length];
            for (int i = 0; i < images.Length; i++) images[i] = await reader.ImageAsync(examples[i], moment, aborted).ConfigureAwait(false);
            return await work.RunAsync(
                moment.Opened,
                given => PngFile.WriteRow(draw(new ImageDrawing(moment.Opened.WholeModel.Decoder), images, given), shape),
                aborted).ConfigureAwait(false);
        }
    }

    /// <summary>Models of large images exist; what is drawn is held in memory.</summary>
    private void RequireRoom(int frames, PixelShape shape)
    {
        long pixels = (long)frames * shape.Height * shape.Width;
        if (pixels > options.MaxPixels)
        {
            throw new ProblemException(ProblemType.TooManyPixels, $"{frames} pictures of {shape.Width} x {shape.Height} pixels are too many. Ask for fewer.")
                .With("limit", options.MaxPixels).With("actual", pixels);
        }
    }
}
