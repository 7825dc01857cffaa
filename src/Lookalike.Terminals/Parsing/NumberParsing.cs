using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Numerics;

namespace Lookalike.Terminals.Parsing;

/// <summary>Makes every option of a command and of those below it that takes a number read it by <see cref="Number"/>, and by nothing else.</summary>
internal static class NumberParsing
{
    public static void Install(Command command)
    {
        foreach (Option option in command.Options) Install(option);
        foreach (Command below in command.Subcommands) Install(below);
    }

    /// <summary>Refuses numbers out of a range.</summary>
    /// <param name="option">The option.</param>
    /// <param name="minimum">The least number that is taken.</param>
    /// <param name="maximum">The greatest, or null where only the type says it.</param>
    public static Option<T?> Between<T>(this Option<T?> option, T minimum, T? maximum)
        where T : struct, INumber<T> => option.InRange(NumberRange.Of(minimum, maximum));

    /// <summary>Refuses numbers below a bound.</summary>
    public static Option<int?> AtLeast(this Option<int?> option, int minimum) => option.Between(minimum, maximum: null);

    /// <summary>Refuses numbers out of a range.</summary>
    public static Option<T?> InRange<T>(this Option<T?> option, NumberRange range)
        where T : struct, INumber<T>
    {
        // What is no number at all is the parser's to report.
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Number.TryRead(token.Value, out T value) && !range.Holds(double.CreateChecked(value)))
                result.AddError($"{option.Name} must be {range}, found {token.Value}.");
        });
        return option;
    }

    private static void Install(Option option)
    {
        switch (option)
        {
            case Option<int> number: number.CustomParser ??= result => Read<int>(result) ?? 0; break;
            case Option<int?> number: number.CustomParser ??= Read<int>; break;
            case Option<long?> number: number.CustomParser ??= Read<long>; break;
            case Option<float?> number: number.CustomParser ??= Read<float>; break;
            case Option<double?> number: number.CustomParser ??= Read<double>; break;
            default:
                Type type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
                if (type.IsPrimitive && type != typeof(bool)) throw new UnreachableException($"{option.Name} takes {type.Name}, which nobody reads strictly.");
                break;
        }
    }

    private static T? Read<T>(ArgumentResult result)
        where T : struct, INumber<T>
    {
        if (result.Tokens is not [var token]) return null;
        if (Number.TryRead(token.Value, out T value)) return value;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: {Number.Fault<T>(token.Value)}");
        return null;
    }
}
