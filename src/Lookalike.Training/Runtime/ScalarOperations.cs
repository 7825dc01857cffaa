using TorchSharp;
using static TorchSharp.torch;

namespace Lookalike.Training.Runtime;

/// <summary>
/// Tensors with single numbers. TorchSharp's operators make a native scalar of a number and do not keep it alive while native code reads
/// it: a collection on another thread in that moment frees it, and the run ends with an unknown type. Here it lives until the call is over.
/// </summary>
internal static class ScalarOperations
{
    /// <summary>What a term is multiplied by; left out, it would be such a number itself.</summary>
    private static readonly Scalar One = 1, MinusOne = -1;

    /// <summary>x factor.</summary>
    public static Tensor Times(this Tensor x, double factor)
    {
        using Scalar scalar = factor;
        return x.mul(scalar);
    }

    /// <summary>x / divisor.</summary>
    public static Tensor Over(this Tensor x, double divisor)
    {
        using Scalar scalar = divisor;
        return x.div(scalar);
    }

    /// <summary>x + term.</summary>
    public static Tensor Plus(this Tensor x, double term)
    {
        using Scalar scalar = term;
        return x.add(scalar, One);
    }

    /// <summary>x + y: the operator multiplies y by such a number.</summary>
    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>x - y: the operator multiplies y by such a number.</summary>
    public static Tensor Minus(this Tensor x, Tensor y) => x.add(y, MinusOne);

    /// <summary>whole - x.</summary>
    public static Tensor From(this Tensor x, double whole) => x.neg().Plus(whole);

    /// <summary>x, where it is between two numbers; else the nearer of them.</summary>
    public static Tensor Within(this Tensor x, double minimum, double maximum)
    {
        using Scalar lower = minimum, upper = maximum;
        return x.clamp(lower, upper);
    }

    /// <summary>The remainder of a division.</summary>
    public static Tensor Modulo(this Tensor x, double divisor)
    {
        using Scalar scalar = divisor;
        return x.remainder(scalar);
    }

    /// <summary>Whether x is below a number.</summary>
    public static Tensor Below(this Tensor x, double bound)
    {
        using Scalar scalar = bound;
        return x.lt(scalar);
    }

    /// <summary>x where positive, else slope x.</summary>
    public static Tensor Leaky(this Tensor x, double slope)
    {
        using Scalar scalar = slope;
        return x.leaky_relu(scalar);
    }

    /// <summary>Becomes x factor.</summary>
    public static Tensor Scale(this Tensor x, double factor)
    {
        using Scalar scalar = factor;
        return x.mul_(scalar);
    }

    /// <summary>Becomes x + term.</summary>
    public static Tensor Shift(this Tensor x, double term)
    {
        using Scalar scalar = term;
        return x.add_(scalar, One);
    }

    /// <summary>Becomes x / divisor.</summary>
    public static Tensor Divide(this Tensor x, double divisor)
    {
        using Scalar scalar = divisor;
        return x.div_(scalar);
    }

    /// <summary>Becomes x + factor other.</summary>
    public static Tensor Add(this Tensor x, Tensor other, double factor)
    {
        using Scalar scalar = factor;
        return x.add_(other, scalar);
    }

    /// <summary>Becomes x + factor left right.</summary>
    public static Tensor AddProduct(this Tensor x, Tensor left, Tensor right, double factor)
    {
        using Scalar scalar = factor;
        return x.addcmul_(left, right, scalar);
    }

    /// <summary>Becomes x + factor dividend / divisor.</summary>
    public static Tensor AddQuotient(this Tensor x, Tensor dividend, Tensor divisor, double factor)
    {
        using Scalar scalar = factor;
        return x.addcdiv_(dividend, divisor, scalar);
    }

    /// <summary>The whole numbers from one to below another.</summary>
    public static Tensor Numbers(long start, long end, Device? device = null)
    {
        using Scalar first = start, last = end;
        return arange(first, last, ScalarType.Int64, device);
    }

    /// <summary>A tensor of one number.</summary>
    public static Tensor Filled(double value, params long[] shape)
    {
        using Scalar scalar = value;
        return full(shape, scalar);
    }
}
