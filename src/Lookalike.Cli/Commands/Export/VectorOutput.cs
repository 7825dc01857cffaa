using Lookalike.Exporting;

namespace Lookalike.Cli.Commands.Export;

/// <summary>Where vectors go, and in which format; <c>export</c> and <c>embed</c> share it.</summary>
internal sealed class VectorOutput
{
    private static readonly string[] Names = [.. VectorFormat.All.Select(format => format.Name)];

    private readonly Option<string?> _format = new Option<string?>("--format")
    {
        Description = $"{string.Join(", ", Names)}. Default: as --output ends, else {Names[0]}.",
    }.AcceptOnlyFromAmong(Names);

    private readonly Option<string?> _output = OptionOf
        .Text("--output", "file", "The file to write; a file that is there stays as it is. Default: standard output.")
        .Or("-o");

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [_format, _output];

    /// <summary>Looks, before any work, whether the output can be written.</summary>
    /// <exception cref="UsageException">A terminal would have to show bytes that are no text.</exception>
    /// <exception cref="IOException">There is a file in its place, or it cannot be made.</exception>
    public void Require(ParseResult parsed)
    {
        if (parsed.GetValue(_output) is not { } path)
        {
            if (Format(parsed).IsBinary && !Console.IsOutputRedirected)
                throw new UsageException($"--format {Format(parsed).Name} is no text: name a file with --output, or send it on with > or |.");
            return;
        }

        if (File.Exists(path) && new FileInfo(path).Length > 0)
            throw new IOException($"Will not overwrite {path}: expected no file there. It was not changed. Choose another name, or move it away.");
        OutputFile.Require(path, kind: null);
    }

    /// <summary>Writes a table.</summary>
    public async Task WriteAsync(ParseResult parsed, VectorTable table, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_output) is not { } path)
        {
            await using Stream output = Console.OpenStandardOutput();
            await Format(parsed).WriteAsync(output, table, cancellationToken);
            return;
        }

        using AtomicFile file = AtomicFile.Create(path);
        await Format(parsed).WriteAsync(file.Stream, table, cancellationToken);
        file.Commit();
    }

    private VectorFormat Format(ParseResult parsed) =>
        VectorFormat.Find(parsed.GetValue(_format))
        ?? (parsed.GetValue(_output) is { } path ? VectorFormat.OfFile(path) : null)
        ?? VectorFormat.All[0];
}
