using Lookalike.Models.Faults;
using Lookalike.Models.Networks;

namespace Lookalike.Models.Importing;

/// <summary>How the latent is got out of what a graph gives, which follows from the shape that it was seen to have. Immutable.</summary>
internal sealed class LatentShape
{
    private LatentShape(int size, LatentSource source, bool channelsLast = false) => (Size, Source, ChannelsLast) = (size, source, channelsLast);

    /// <summary>Values of a latent.</summary>
    public int Size { get; }

    public LatentSource Source { get; }

    /// <summary>Whether the channels of a map stand last.</summary>
    public bool ChannelsLast { get; }

    /// <summary>What it is, in words: <c>as it is</c>, <c>mean of 7 x 7 places</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Decides for what one picture gave.</summary>
    /// <param name="shape">The shape, [1,...].</param>
    /// <param name="input">How the graph takes pictures.</param>
    /// <param name="tokens">What is taken of tokens; null to choose it.</param>
    /// <param name="faults">Makes the exceptions.</param>
    /// <exception cref="ModelFileException">No latent can be made of it.</exception>
    public static LatentShape Of(long[] shape, ForeignInput input, TokenChoice? tokens, ModelFaults faults)
    {
        LatentShape? found = shape switch
        {
            [1, var size] => Make(size, LatentSource.Vector, channelsLast: false, "as it is"),
            [1, var count, var size] => Tokens(count, size, tokens),
            [1, _, _, _] => Map(shape, input),
            _ => null,
        };
        return found is { Size: >= 1 and <= Network.MaxLatentSize } ? found : throw faults.At(
            "output", $"[1,d], [1,tokens,d] or a map of four dimensions, with d from 1 to {Network.MaxLatentSize}", GraphText.Of(shape),
            "Name another output.", GraphText.Setting("output"));
    }

    // A square number of tokens is a grid of patches; one or a few more begin with that of the whole picture.
    private static LatentShape? Tokens(long count, long size, TokenChoice? choice)
    {
        double side = Math.Round(Math.Sqrt(count));
        return (choice ?? (side * side == count ? TokenChoice.Mean : TokenChoice.First)) == TokenChoice.First
            ? Make(size, LatentSource.FirstToken, channelsLast: false, $"first of {count} tokens")
            : Make(size, LatentSource.MeanToken, channelsLast: false, $"mean of {count} tokens");
    }

    // Two equal sides stand beside each other; where that does not tell, the channels stand where they do in the input.
    private static LatentShape? Map(long[] shape, ForeignInput input)
    {
        bool first = shape[2] == shape[3], last = shape[1] == shape[2];
        bool channelsLast = first == last ? input.ChannelsLast : last;
        (long size, long height, long width) = channelsLast ? (shape[3], shape[1], shape[2]) : (shape[1], shape[2], shape[3]);
        return Make(size, LatentSource.Map, channelsLast, height * width == 1 ? "as it is" : $"mean of {height} x {width} places");
    }

    private static LatentShape? Make(long size, LatentSource source, bool channelsLast, string text) =>
        size is < 1 or > Network.MaxLatentSize ? null : new LatentShape((int)size, source, channelsLast) { Text = text };

    /// <summary>What the graph gives for a picture.</summary>
    internal enum LatentSource
    {
        /// <summary>The latent.</summary>
        Vector,

        /// <summary>Vectors, of which the first is taken.</summary>
        FirstToken,

        /// <summary>Vectors, of which the mean is taken.</summary>
        MeanToken,

        /// <summary>A map, of which the mean is taken, place by place.</summary>
        Map,
    }
}
