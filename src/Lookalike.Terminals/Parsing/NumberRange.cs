using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace Lookalike.Terminals.Parsing;

/// <summary>Which numbers an option takes.</summary>
internal sealed class NumberRange
{
    private readonly double _least;
    private readonly double _most;
    private readonly bool _aboveLeast;
    private readonly bool _belowMost;

    private NumberRange(double least, double most, bool aboveLeast, bool belowMost)
    {
        _least = least;
        _most = most;
        _aboveLeast = aboveLeast;
        _belowMost = belowMost;
    }

    /// <summary>From one number to another, both taken; null: without an upper bound.</summary>
    public static NumberRange Of<T>(T least, T? most)
        where T : struct, INumber<T> =>
        new(double.CreateChecked(least), most is { } bound ? double.CreateChecked(bound) : double.PositiveInfinity, aboveLeast: false, belowMost: false);

    /// <summary>The range that a property declares.</summary>
    /// <param name="property">The name of the property.</param>
    public static NumberRange Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOwner>(string property)
    {
        RangeAttribute range = typeof(TOwner).GetProperty(property)!.GetCustomAttribute<RangeAttribute>()!;
        double most = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        return new NumberRange(
            Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
            most == int.MaxValue ? double.PositiveInfinity : most,
            range.MinimumIsExclusive,
            range.MaximumIsExclusive);
    }

    public bool Holds(double value) => (_aboveLeast ? value > _least : value >= _least) && (_belowMost ? value < _most : value <= _most);

    /// <summary>As in <c>at least 1</c>, <c>1 to 1024</c>, or <c>above 0 and at most 1</c>.</summary>
    public override string ToString()
    {
        if (double.IsPositiveInfinity(_most)) return $"{(_aboveLeast ? "above" : "at least")} {Number.Write(_least)}";
        return _aboveLeast || _belowMost
            ? $"{(_aboveLeast ? "above" : "at least")} {Number.Write(_least)} and {(_belowMost ? "below" : "at most")} {Number.Write(_most)}"
            : $"{Number.Write(_least)} to {Number.Write(_most)}";
    }
}
