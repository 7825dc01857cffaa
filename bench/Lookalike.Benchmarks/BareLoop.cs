using Lookalike.Datasets;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Lookalike.Benchmarks;

/// <summary>
/// What somebody would write with TorchSharp's own modules and optimizer: the reference network, no progress, no losses read, nothing
/// checked. The yardstick for the cost of our loop.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly Sequential _network;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _bytes;

    public BareLoop(ImageSet images, int latent)
    {
        _bytes = tensor(images.Pixels.ToArray()).reshape(images.Count, 1, images.Height, images.Width);
        _network = Sequential(
            Conv2d(1, 32, 3, stride: 2, padding: 1), LeakyReLU(0.2), BatchNorm2d(32),
            Conv2d(32, 64, 3, stride: 2, padding: 1), LeakyReLU(0.2), BatchNorm2d(64),
            Flatten(), Linear(3136, latent), Linear(latent, 3136), Unflatten(1, [64, 7, 7]),
            ConvTranspose2d(64, 64, 3, stride: 2, padding: 1, output_padding: 1), LeakyReLU(0.2), BatchNorm2d(64),
            ConvTranspose2d(64, 32, 3, stride: 2, padding: 1, output_padding: 1), LeakyReLU(0.2), BatchNorm2d(32),
            ConvTranspose2d(32, 1, 3, padding: 1), Sigmoid());
        _network.train();
        _optimizer = optim.Adam(_network.parameters(), lr: 1e-3);
    }

    public void Step(Tensor positions)
    {
        using var scope = NewDisposeScope();
        Tensor pixels = _bytes.index_select(0, positions).to(ScalarType.Float32).div_(255);
        _optimizer.zero_grad();
        Tensor loss = functional.mse_loss(_network.forward(pixels), pixels);
        loss.backward();
        _optimizer.step();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _bytes.Dispose();
    }
}
