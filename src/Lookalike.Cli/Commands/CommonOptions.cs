using System.CommandLine;
using System.Globalization;
using Lookalike.Imaging;

namespace Lookalike.Cli;

/// <summary>What several commands share.</summary>
internal static class CommonOptions
{
    public static Argument<string> Dataset() => new("data-set")
    {
        Description = "mnist, fashion-mnist, a folder with the four IDX files, or a folder of pictures.",
    };

    public static Option<string> Model() => new("--model", "-m")
    {
        Description = "The model file.",
        DefaultValueFactory = _ => "output/autoencoder.onnx",
        HelpName = "file.onnx",
    };

    public static Option<string> Index() => new("--index", "-i")
    {
        Description = "The index file.",
        DefaultValueFactory = _ => "output/features.db",
        HelpName = "file.db",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object to standard output." };

    public static Option<int?> Threads() => new Option<int?>("--threads") { Description = "Threads to use. Default: all cores." }.AtLeast(1);

    /// <summary>The bound of every command that reads pictures.</summary>
    public static Option<long?> MaxPixels()
    {
        var option = new Option<long?>("--max-pixels")
        {
            Description = $"The most pixels a picture may have; more are not decoded. Default: {PictureReader.DefaultMaxPixels:N0}.",
            HelpName = "count",
        };
        option.Validators.Add(r =>
        {
            if (r.Tokens is [var token] && long.TryParse(token.Value, CultureInfo.InvariantCulture, out long value) && value < 1) r.AddError($"--max-pixels must be at least 1, found {value}.");
        });
        return option;
    }

    /// <summary>An option that takes a distance of latents.</summary>
    public static Option<float?> Distance(string name, string description)
    {
        var option = new Option<float?>(name) { Description = description, HelpName = "distance" };
        option.Validators.Add(r =>
        {
            // What is no number at all is reported by the parser; asking it for the value would throw.
            if (r.Tokens is [var token] && float.TryParse(token.Value, out float value) && !(value >= 0 && float.IsFinite(value))) r.AddError($"{name} must be a finite distance of at least 0, found {value}.");
        });
        return option;
    }

    /// <summary>Refuses numbers below a bound.</summary>
    public static Option<int?> AtLeast(this Option<int?> option, int least)
    {
        option.Validators.Add(r =>
        {
            if (r.Tokens is [var token] && int.TryParse(token.Value, out int value) && value < least) r.AddError($"{option.Name} must be at least {least}, found {value}.");
        });
        return option;
    }

    /// <summary>The terminal of one call.</summary>
    public static Terminal Terminal(this ParseResult parsed)
    {
        bool interactive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Terminal(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, interactive, parsed.GetValue<bool>("--quiet"));
    }
}
