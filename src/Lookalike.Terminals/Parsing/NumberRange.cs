using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace Lookalike.Terminals.Parsing;

/// <summary>Which numbers an option takes.</summary>
internal sealed class NumberRange
{
    private readonly double _minimum;
    private readonly double _maximum;
    private readonly bool _aboveMinimum;
    private readonly bool _belowMaximum;

    private NumberRange(double minimum, double maximum, bool aboveMinimum, bool belowMaximum)
    {
        _minimum = minimum;
        _maximum = maximum;
        _aboveMinimum = aboveMinimum;
        _belowMaximum = belowMaximum;
    }

    /// <summary>From one number to another, both taken; null: without an upper bound.</summary>
    public static NumberRange Of<T>(T minimum, T? maximum)
        where T : struct, INumber<T> =>
        new(
            double.CreateChecked(minimum),
            maximum is { } bound ? double.CreateChecked(bound) : double.PositiveInfinity,
            aboveMinimum: false,
            belowMaximum: false);

    /// <summary>The range that a property declares.</summary>
    /// <param name="property">The name of the property.</param>
    public static NumberRange Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOwner>(string property)
    {
        RangeAttribute range = typeof(TOwner).GetProperty(property)!.GetCustomAttribute<RangeAttribute>()!;
        double maximum = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        return new NumberRange(
            Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
            maximum == int.MaxValue ? double.PositiveInfinity : maximum,
            range.MinimumIsExclusive,
            range.MaximumIsExclusive);
    }

    public bool Holds(double value) => (_aboveMinimum ? value > _minimum : value >= _minimum) && (_belowMaximum ? value < _maximum : value <= _maximum);

    /// <summary>As in <c>at least 1</c>, <c>1 to 1024</c>, or <c>above 0 and at most 1</c>.</summary>
    public override string ToString()
    {
        if (double.IsPositiveInfinity(_maximum)) return $"{(_aboveMinimum ? "above" : "at least")} {Number.Write(_minimum)}";
        return _aboveMinimum || _belowMaximum
            ? $"{(_aboveMinimum ? "above" : "at least")} {Number.Write(_minimum)} and {(_belowMaximum ? "below" : "at most")} {Number.Write(_maximum)}"
            : $"{Number.Write(_minimum)} to {Number.Write(_maximum)}";
    }
}
