namespace Lookalike.Models.Layers;

/// <summary>The kinds of layers that a model file can have: for each operator of ONNX that ends one, what reads it.</summary>
internal static class LayerKinds
{
    private static readonly (string Operator, Func<LayerReader, Layer> Read)[] All =
    [
        (ConvolutionLayer.Operator, ConvolutionLayer.Read),
        (TransposedConvolutionLayer.Operator, TransposedConvolutionLayer.Read),
        (DenseLayer.Operator, DenseLayer.Read),
        (BatchNormalizationLayer.Operator, BatchNormalizationLayer.Read),
        (LeakyReluLayer.Operator, LeakyReluLayer.Read),
        (ReluLayer.Operator, ReluLayer.Read),
        (SigmoidLayer.Operator, SigmoidLayer.Read),
        (SiluLayer.Operator, SiluLayer.Read),
        (UnitLengthLayer.Operator, UnitLengthLayer.Read),
        (PixelShuffleLayer.Operator, PixelShuffleLayer.Read),
        (FlattenLayer.Operator, FlattenLayer.Read),
        (ReshapeLayer.Operator, ReshapeLayer.Read),
    ];

    public static IEnumerable<string> Operators => All.Select(static kind => kind.Operator);

    public static Func<LayerReader, Layer>? Find(string operatorName)
    {
        foreach ((string name, Func<LayerReader, Layer> read) in All)
        {
            if (name == operatorName) return read;
        }

        return null;
    }
}
