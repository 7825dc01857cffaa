using Lookalike.Exporting;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Sqlite;

namespace Lookalike.Cli.Commands.Export;

/// <summary><c>lookalike export</c>: the vectors of an index, for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var place = new IndexPlace(reads: true);
        var output = new VectorOutput();
        return new CommandWithExamples(
            "export",
            "Writes all vectors of an index, as they are at one moment, with keys, paths and labels.",
            "lookalike export --output vectors.npy               numpy.load(\"vectors.npy\")[\"vector\"] is the matrix",
            "lookalike export --output vectors.parquet",
            "lookalike export --library ~/pictures --format csv > vectors.csv",
            "lookalike export | head -3")
        {
        }.With([.. output.All, .. place.All]).Runs(async (parsed, cancellationToken) =>
        {
            output.Require(parsed);
            string index = place.IndexPath(parsed);
            IIndexEngine engine = new SqliteIndexEngine();
            using IIndexStore store = await engine.OpenAsync(index, cancellationToken)
                ?? throw new IndexException($"There is no index to export: expected {index}. Index a folder of pictures or a data set first.", index)
                {
                    Remedy = new Remedy(RemedyKind.Index),
                };
            const IndexColumns Columns = IndexColumns.Path | IndexColumns.Label | IndexColumns.Vector;
            IndexSnapshot snapshot = await store.ReadAsync(Columns, cancellationToken);
            var rows = new SnapshotRows(snapshot);
            await output.WriteAsync(parsed, new VectorTable { Size = snapshot.Description.LatentSize, Rows = rows }, cancellationToken);
            parsed.Terminal().Note($"{rows.Count:N0} vectors of {snapshot.Description.LatentSize} numbers.");
            return ExitCode.Ok;
        });
    }
}
