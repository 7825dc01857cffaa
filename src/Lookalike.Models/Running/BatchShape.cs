namespace Lookalike.Models;

/// <summary>Checks that the spans of a request have the lengths that its count asks for.</summary>
internal static class BatchShape
{
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Check(int inputs, string inputName, int count, int inputSize, int outputs, string outputName, int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (inputs != (long)count * inputSize)
            throw new ArgumentException($"Expected {count} x {inputSize} = {(long)count * inputSize} values, found {inputs}.", inputName);
        if (outputs != (long)count * outputSize)
            throw new ArgumentException($"Expected room for {count} x {outputSize} = {(long)count * outputSize} values, found {outputs}.", outputName);
    }
}
