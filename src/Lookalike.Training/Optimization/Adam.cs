using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Optimization;

/// <summary>
/// Adam (Kingma and Ba 2014) over one flat tensor that holds every parameter: a handful of native calls a step, however many layers
/// there are, and a state that is two arrays. Not safe to use from several threads at once.
/// </summary>
internal sealed class Adam : IDisposable
{
    private const float Epsilon = 1e-8f;
    private readonly float _firstDecay;
    private readonly float _secondDecay;
    private long _steps;

    /// <summary>Starts with zero moments.</summary>
    /// <param name="parameters">[P] float32; read here and written by every step, owned by the caller.</param>
    /// <param name="firstDecay">Decay of the first moment.</param>
    /// <param name="secondDecay">Decay of the second moment.</param>
    public Adam(Tensor parameters, double firstDecay, double secondDecay)
    {
        _firstDecay = (float)firstDecay;
        _secondDecay = (float)secondDecay;
        FirstMoment = zeros_like(parameters, requires_grad: false).DetachFromDisposeScope();
        SecondMoment = zeros_like(parameters, requires_grad: false).DetachFromDisposeScope();
    }

    /// <summary>[P] float32.</summary>
    public Tensor FirstMoment { get; }

    /// <summary>[P] float32.</summary>
    public Tensor SecondMoment { get; }

    /// <summary>Starts again with zero moments.</summary>
    public void Reset()
    {
        _steps = 0;
        FirstMoment.zero_();
        SecondMoment.zero_();
    }

    /// <summary>Goes on from a kept state.</summary>
    /// <param name="steps">Steps taken so far.</param>
    /// <param name="firstMoment">[P].</param>
    /// <param name="secondMoment">[P].</param>
    public void Restore(long steps, float[] firstMoment, float[] secondMoment)
    {
        _steps = steps;
        using var first = tensor(firstMoment);
        using var second = tensor(secondMoment);
        FirstMoment.copy_(first);
        SecondMoment.copy_(second);
    }

    /// <summary>Takes one step along the parameters' gradient.</summary>
    /// <param name="parameters">[P], the tensor of the constructor, with its gradient filled.</param>
    /// <param name="learningRate">The rate of this step.</param>
    public void Step(Tensor parameters, double learningRate)
    {
        _steps++;
        double firstCorrection = 1 - Math.Pow(_firstDecay, _steps), secondCorrection = 1 - Math.Pow(_secondDecay, _steps);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Tensor gradient = parameters.grad!;
        FirstMoment.Scale(_firstDecay).Add(gradient, 1 - _firstDecay);
        SecondMoment.Scale(_secondDecay).AddProduct(gradient, gradient, 1 - _secondDecay);
        Tensor divisor = SecondMoment.Over((float)secondCorrection).sqrt_().Shift(Epsilon);
        parameters.AddQuotient(FirstMoment, divisor, (float)(-learningRate / firstCorrection));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
    }
}
