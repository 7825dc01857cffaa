using System.Globalization;
using FsCheck.Xunit;
using Lookalike.Terminals.Parsing;

namespace Lookalike.Terminals.Tests.Parsing;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0,05", "0,05 is no number; write 0.05")]
    [InlineData("1.000,5", "1.000,5 is no number; write 1000.5")]
    [InlineData("1,000.5", "1,000.5 is no number; write 1000.5")]
    [InlineData("1,000,000", "1,000,000 is no number; write 1000000")]
    [InlineData("1_000", "1_000 is no number; write 1000")]
    [InlineData("+5", "+5 is no number; write 5")]
    [InlineData(" 5", "' 5' is no number; write 5")]
    [InlineData("5 ", "'5 ' is no number; write 5")]
    [InlineData("1 000", "'1 000' is no number; write 1000")]
    [InlineData("٣", "٣ is no number; write 3")]
    [InlineData("٠٫٥", "٠٫٥ is no number; write 0.5")]
    [InlineData("0x10", "0x10 is no number")]
    [InlineData("NaN", "NaN is no number")]
    [InlineData("Infinity", "Infinity is no number")]
    [InlineData("-Infinity", "-Infinity is no number")]
    [InlineData("∞", "∞ is no number")]
    [InlineData("1e400", "1e400 is too large")]
    [InlineData("many", "many is no number")]
    [InlineData("", "expected a number, found nothing")]
    [InlineData("1.2.3", "1.2.3 is no number")]
    public void What_is_no_number_is_told_with_what_to_write_for_it(string text, string fault)
    {
        Assert.False(Number.TryRead(text, out double _));
        Assert.Equal(fault, Number.Fault<double>(text));
    }

    [Theory]
    [InlineData("1,000", "1,000 is no whole number; write 1000")]
    [InlineData("5.0", "5.0 is no whole number")]
    [InlineData("2,5", "2,5 is no whole number")]
    [InlineData("1e3", "1e3 is no whole number")]
    [InlineData("99999999999999999999", "99999999999999999999 is too large")]
    public void A_whole_number_has_digits_and_nothing_else(string text, string fault)
    {
        Assert.False(Number.TryRead(text, out int _));
        Assert.Equal(fault, Number.Fault<int>(text));
    }

    [Theory]
    [InlineData("0.05", 0.05)]
    [InlineData(".5", 0.5)]
    [InlineData("-1", -1)]
    [InlineData("1e-3", 0.001)]
    public void A_decimal_point_and_an_exponent_are_read(string text, double value)
    {
        Assert.True(Number.TryRead(text, out double read));
        Assert.Equal(value, read);
    }

    [Property]
    public bool Every_finite_number_is_read_as_it_was_written(double value) =>
        !double.IsFinite(value) || (Number.TryRead(Number.Write(value).Replace("E+", "E", StringComparison.Ordinal), out double read) && read.Equals(value));

    [Property]
    public bool Every_whole_number_is_read_as_it_was_written_and_never_with_separators(int value) =>
        Number.TryRead(Number.Write(value), out int read) && read == value
        && (Math.Abs((long)value) < 1000 || !Number.TryRead(value.ToString("N0", CultureInfo.InvariantCulture), out int _));

    [Property]
    public bool No_text_with_a_comma_is_a_number(string before, string after) => !Number.TryRead($"{before},{after}", out double _);
}
