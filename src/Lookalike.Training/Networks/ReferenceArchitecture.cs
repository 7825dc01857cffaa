using Lookalike.Training.Recipes;

namespace Lookalike.Training.Networks;

/// <summary>
/// The network of the tutorial (Rosebrock 2020, "Autoencoders for Content-based Image Retrieval with Keras and TensorFlow"): strided 3x3
/// convolutions with 32 and 64 filters, a dense layer to the latent, and the mirror of it. 6.7 million multiply-adds an image of 28x28.
/// </summary>
internal sealed class ReferenceArchitecture : ArchitectureDefinition
{
    private const int Halvings = 2;
    private const int UsualBatch = 32;

    private const float Slope = 0.2f;

    /// <inheritdoc/>
    public override string Name => "reference";

    /// <inheritdoc/>
    public override Objective ObjectiveFor(int channels, int images) => Objective.Reconstruction;

    /// <inheritdoc/>
    public override TrainingRecipe ScheduleFor(bool learnsFromCopies, int images) => new()
    {
        Epochs = 20,
        BatchSize = DefaultSchedule.BatchSize(UsualBatch, images),
        LearningRate = 1e-3,
        Schedule = LearningRateSchedule.Constant,
        SecondMomentDecay = 0.999,
        RoundEpochs = DefaultSchedule.Epochs(3, DefaultSchedule.RoundSteps, UsualBatch, images),
    };

    /// <inheritdoc/>
    public override int HalvingsOf(int side) => Halvings;

    /// <inheritdoc/>
    public override (IReadOnlyList<TrainableLayer> Encoder, IReadOnlyList<TrainableLayer> Decoder) Build(ParameterLayout layout, NetworkInput input)
    {
        (int height, int width) = input.Halved(Halvings);
        int features = 64 * height * width;
        TrainableLayer[] encoder =
        [
            new Convolution(layout, input.Channels, 32, new(3) { Stride = 2, Padding = 1 }), // (B,1,28,28) -> (B,32,14,14)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 32),
            new Convolution(layout, 32, 64, new(3) { Stride = 2, Padding = 1 }), // -> (B,64,7,7)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 64),
            Shaping.Flatten(), // -> (B,3136)
            new Dense(layout, features, input.LatentSize, bias: new float[input.LatentSize]), // -> (B,16)
        ];
        TrainableLayer[] decoder =
        [
            new Dense(layout, input.CodeSize, features, bias: new float[features]), // (B,16) -> (B,3136)
            Shaping.Reshape(64, height, width), // -> (B,64,7,7)
            new TransposedConvolution(layout, 64, 64, new(3) { Stride = 2, Padding = 1, OutputPadding = 1 }), // -> (B,64,14,14)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 64),
            new TransposedConvolution(layout, 64, 32, new(3) { Stride = 2, Padding = 1, OutputPadding = 1 }), // -> (B,32,28,28)
            Activation.LeakyRelu(Slope),
            new BatchNormalization(layout, 32),
            new TransposedConvolution(layout, 32, input.Channels, new(3) { Padding = 1 }), // -> (B,1,28,28)
            Activation.Sigmoid(),
        ];
        return (encoder, decoder);
    }
}
