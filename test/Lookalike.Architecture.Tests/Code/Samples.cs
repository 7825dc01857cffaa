#pragma warning disable CA1812, CA1823, CA1852, CS0169, CA1822, IDE0051, CA1859 // they are read, not run

namespace Lookalike.Architecture.Tests.Code;

/// <summary>Types that use one other each in a way of their own.</summary>
internal static class Samples
{
    /// <summary>The names of those that use <see cref="Used"/>, and of this one: types that lie in another count as it.</summary>
    public static readonly string[] Users =
    [
        "AsynchronousSample", "BaseSample", "CallSample", "CatchSample", "ConstraintSample", "FieldSample", "GenericArgumentSample", "InterfaceSample", "IteratorSample", "LambdaSample",
        "LocalSample", "ParameterSample", "ReturnSample", "TypeTestSample",
    ];
}

internal class Used : Exception, IComparable<int>
{
    public static int Number() => 1;

    public int CompareTo(int other) => 0;
}

internal sealed class BaseSample : Used;

internal sealed class InterfaceSample : List<int>, IEquatable<Used>
{
    public bool Equals(Used? other) => false;
}

internal sealed class FieldSample
{
    private readonly Dictionary<string, Used[]>? _field;
}

internal sealed class ParameterSample
{
    public void Take(in Used used) => _ = 1;
}

internal sealed class ReturnSample
{
    public Used? Give() => null;
}

internal sealed class LocalSample
{
    public object Make(Func<object> make)
    {
        var made = (Used)make();
        return made.Message + made;
    }
}

internal sealed class CallSample
{
    public int Call() => Used.Number();
}

internal sealed class GenericArgumentSample
{
    public object Make() => Enumerable.Empty<Used>();
}

internal sealed class TypeTestSample
{
    public bool Test(object o) => o is Used;
}

internal sealed class CatchSample
{
    public void Catch(Action run)
    {
        try
        {
            run();
        }
        catch (Used)
        {
        }
    }
}

internal sealed class ConstraintSample
{
    public T? Get<T>()
        where T : Used => null;
}

internal sealed class LambdaSample
{
    public Func<int> Make(int n) => () => Used.Number() + n;
}

internal sealed class IteratorSample
{
    public IEnumerable<int> Make()
    {
        yield return Used.Number();
    }
}

internal sealed class AsynchronousSample
{
    public async Task<int> MakeAsync(Task task)
    {
        await task;
        return Used.Number();
    }
}
