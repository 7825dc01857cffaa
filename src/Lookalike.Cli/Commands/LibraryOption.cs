using System.CommandLine.Parsing;
using Lookalike.Application.Libraries;

namespace Lookalike.Cli.Commands;

/// <summary>The option that names a library, and with it model and index.</summary>
internal static class LibraryOption
{
    public const string Name = "--library", ModelName = "--model", IndexName = "--index";

    /// <summary>The libraries of this user.</summary>
    public static SavedLibraries Libraries { get; } = new(SavedLibraries.UsualRoot);

    public static Option<string?> Create()
    {
        Option<string?> option = OptionOf.Text(Name, "folder", "Model and index of the library of this folder, which 'lookalike find' made.");
        option.Validators.Add(result =>
        {
            if (IsGiven(result, ModelName) || IsGiven(result, IndexName))
                result.AddError($"{Name} says which model and index are meant. Leave {ModelName} and {IndexName} away.");
        });
        option.CompletionSources.Add(_ => Libraries.List().Select(library => library.Folder));
        return option;
    }

    /// <summary>The option that names the model file, which a library does as well.</summary>
    /// <param name="orUsual">Whether a library is meant also where none is named.</param>
    public static Option<string> Model(bool orUsual)
    {
        Option<string> option = CommonOptions.Model();
        option.DefaultValueFactory = argument => Of(argument, orUsual)?.ModelPath ?? CommonOptions.UsualModel;
        return option;
    }

    /// <summary>The option that names the index, which a library does as well.</summary>
    /// <param name="orUsual">Whether a library is meant also where none is named.</param>
    public static Option<string> Index(bool orUsual)
    {
        Option<string> option = CommonOptions.Index();
        option.DefaultValueFactory = argument => Of(argument, orUsual)?.IndexPath ?? CommonOptions.UsualIndex;
        return option;
    }

    /// <summary>The library that is meant where a value of <c>--model</c> or <c>--index</c> is asked for that was not given; null for none.</summary>
    /// <param name="argument">The value's place on the command line.</param>
    /// <param name="orUsual">
    /// Whether one is meant also where none is named: that which holds the working folder, or else was used last, unless the working folder has a model
    /// or an index at their usual places.
    /// </param>
    /// <exception cref="LibraryException">There is no such library.</exception>
    private static SavedLibrary? Of(ArgumentResult argument, bool orUsual)
    {
        if (argument.Parent is null) return null; // the help asks
        if (Find(argument, Name)?.GetValueOrDefault<string?>() is { } text) return Libraries.Get(GivenPath.Of(text));
        if (!orUsual || IsGiven(argument, ModelName) || IsGiven(argument, IndexName)) return null;
        if (File.Exists(CommonOptions.UsualModel) || File.Exists(CommonOptions.UsualIndex)) return null;
        return Libraries.Holding(Directory.GetCurrentDirectory()) ?? (Libraries.List() is [var last, ..] ? last : null);
    }

    private static bool IsGiven(SymbolResult result, string option) => Find(result, option) is { Implicit: false };

    /// <summary>What the command line says of an option, or null where it says nothing or the command has none of the name.</summary>
    private static OptionResult? Find(SymbolResult result, string option)
    {
        SymbolResult? at = result;
        while (at is not (null or CommandResult)) at = at.Parent;
        return (at as CommandResult)?.Children.OfType<OptionResult>().FirstOrDefault(one => one.Option.Name == option);
    }
}
