using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>
/// The denoising loss, and one less the cosine between the latent of a changed copy and the target of its image: what the graph of
/// neighbours knows is taught to the encoder alone, which sees one image at a time.
/// </summary>
internal sealed class DistillationLoss : IStageLoss
{
    private readonly DenoisingLoss _denoising;
    private readonly Tensor _targets; // (N,d), rows of length 1

    /// <summary>Brings the targets to the device.</summary>
    /// <param name="denoising">The denoising loss.</param>
    /// <param name="targets">[N, d], rows of length 1, row-major. Not retained.</param>
    /// <param name="size">Values of a target.</param>
    /// <param name="device">Where the network is.</param>
    public DistillationLoss(DenoisingLoss denoising, float[] targets, int size, Device device)
    {
        _denoising = denoising;
        using var scope = NewDisposeScope();
        _targets = tensor(targets).reshape(-1, size).to(device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public (Tensor Total, Tensor PixelError) Compute(Tensor positions, ForwardPass pass, ulong seed)
    {
        (Tensor total, Tensor pixelError, Tensor latents) = _denoising.ComputeWithLatents(positions, pass, seed);
        Tensor cosine = (nn.functional.normalize(latents, p: 2, dim: 1) * _targets.index_select(0, positions)).sum(1).mean(); // (B,d) -> ()
        return (total + cosine.From(1), pixelError);
    }

    /// <inheritdoc/>
    public Tensor Reconstruct(Tensor pixels, ForwardPass pass) => _denoising.Reconstruct(pixels, pass);

    /// <inheritdoc/>
    public void Dispose() => _targets.Dispose();
}
