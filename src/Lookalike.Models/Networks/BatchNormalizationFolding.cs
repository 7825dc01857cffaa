using Lookalike.Models.Layers;

namespace Lookalike.Models.Networks;

/// <summary>
/// Writes batch normalisation into the weights beside it, where the result is the same function: y = a x + b a channel.
/// After a layer with weights it scales that layer's outputs. Before a dense layer, directly or through one flatten, or before a convolution
/// without padding it scales that layer's inputs. Elsewhere it stays. The sums are done in double precision.
/// </summary>
internal static class BatchNormalizationFolding
{
    public static Network Apply(Network network) => network.Map(Fold);

    private static List<Layer> Fold(IReadOnlyList<Layer> layers)
    {
        List<Layer> folded = [.. layers];

        // Forwards into the layer before, backwards into the layer after: of two normalisations in a row each meets what the other has left.
        for (int i = 1; i < folded.Count;)
        {
            if (folded[i] is BatchNormalizationLayer after && folded[i - 1].WithOutputs(after) is { } scaled)
            {
                folded[i - 1] = scaled;
                folded.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        for (int i = folded.Count - 2; i >= 0; i--)
        {
            if (folded[i] is not BatchNormalizationLayer before) continue;
            int next = folded[i + 1] is FlattenLayer ? i + 2 : i + 1;
            if (next == folded.Count || folded[next].WithInputs(before) is not { } absorbed) continue;
            folded[next] = absorbed;
            folded.RemoveAt(i);
        }

        return folded;
    }
}
