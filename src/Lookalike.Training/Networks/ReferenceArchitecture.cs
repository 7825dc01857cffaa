namespace Lookalike.Training;

/// <summary>
/// The network of the tutorial (Rosebrock 2020, "Autoencoders for Content-based Image Retrieval with Keras and TensorFlow"): strided 3x3
/// convolutions with 32 and 64 filters, a dense layer to the latent, and the mirror of it. 6.7 million multiply-adds an image of 28x28.
/// </summary>
internal static class ReferenceArchitecture
{
    /// <summary>How often an image is halved, whatever its size.</summary>
    public const int Halvings = 2;

    private const float Slope = 0.2f;

    /// <summary>Reserves the parameters and returns encoder and decoder.</summary>
    public static (IReadOnlyList<TrainableLayer> Encoder, IReadOnlyList<TrainableLayer> Decoder) Build(ParameterLayout layout, NetworkInput input)
    {
        (int height, int width) = input.Halved(Halvings);
        int features = 64 * height * width;
        TrainableLayer[] encoder =
        [
            new Convolution(layout, input.Channels, 32, kernel: 3, stride: 2, padding: 1), // (B,1,28,28) -> (B,32,14,14)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 32),
            new Convolution(layout, 32, 64, kernel: 3, stride: 2, padding: 1), // -> (B,64,7,7)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 64),
            Shaping.Flatten(), // -> (B,3136)
            new Dense(layout, features, input.LatentSize, bias: new float[input.LatentSize]), // -> (B,16)
        ];
        TrainableLayer[] decoder =
        [
            new Dense(layout, input.LatentSize, features, bias: new float[features]), // (B,16) -> (B,3136)
            Shaping.Reshape(64, height, width), // -> (B,64,7,7)
            new TransposedConvolution(layout, 64, 64, kernel: 3, stride: 2, padding: 1, outputPadding: 1), // -> (B,64,14,14)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 64),
            new TransposedConvolution(layout, 64, 32, kernel: 3, stride: 2, padding: 1, outputPadding: 1), // -> (B,32,28,28)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 32),
            new TransposedConvolution(layout, 32, input.Channels, kernel: 3, padding: 1), // -> (B,1,28,28)
            Activation.Sigmoid(),
        ];
        return (encoder, decoder);
    }
}
