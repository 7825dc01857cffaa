using System.Globalization;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Index.Records;
using Lookalike.Index.Verification;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Health;

/// <summary>Mends what an examination found, in an index that was opened for writing.</summary>
internal sealed class Mending(ImageIndex index, IndexedSets sets, IImageEncoder? encoder, HealthOptions options)
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _failed = new(StringComparer.Ordinal);

    public async Task RunAsync(IReadOnlyList<HealthFinding> findings, CancellationToken cancellationToken)
    {
        // Any write brings an older file to the layout with checksums.
        await index.WriteAsync([], [], index.Roots, cancellationToken).ConfigureAwait(false);

        // Without a model no block is taken away: its vectors could not be written again.
        await MendAsync(Faults(findings, IndexFaultKind.StrayVector, IndexFaultKind.FreePlace), cancellationToken).ConfigureAwait(false);
        if (encoder is not null) await MendAsync(Faults(findings, IndexFaultKind.Block), cancellationToken).ConfigureAwait(false);
        string[] dropped = Keys(findings, HealthCure.Drop);
        await index.WriteAsync([], dropped, roots: null, cancellationToken).ConfigureAwait(false);
        _done.UnionWith(dropped);
        if (encoder is not null)
        {
            var reencoder = new ImageReencoder(index, sets, encoder, options.MaxPixels);
            string[] wrong = [.. Keys(findings, HealthCure.Encode).Except(dropped, StringComparer.Ordinal)];
            await EncodeAsync(reencoder, wrong, cancellationToken).ConfigureAwait(false);
        }

        // A checksum says that all is right, so it waits until all vectors of the block are new.
        IEnumerable<IndexFault> renewed = findings.Where(f => f.Fault?.Kind == IndexFaultKind.Checksum && f.Keys.All(_done.Contains)).Select(f => f.Fault!);
        await MendAsync(renewed, cancellationToken).ConfigureAwait(false);
        if (findings.Any(f => f.Cure == HealthCure.Graph)) await index.BuildGraphAsync(progress: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Why a finding is still there.</summary>
    public string Reason(HealthFinding finding)
    {
        string[] failed = [.. finding.Keys.Where(_failed.ContainsKey)];
        if (failed.Length > 0)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{failed.Length:N0} of {finding.Keys.Count:N0} images could not be encoded again, first {failed[0]}: {_failed[failed[0]]}");
        return finding.Cure switch
        {
            HealthCure.Encode when encoder is null => "there is no model to encode with",
            HealthCure.None => NeverMended(finding.Kind),
            _ => "it was found after the rest was mended; mend once more",
        };
    }

    /// <summary>Why a fix leaves alone what it cannot judge.</summary>
    public static string NeverMended(HealthFindingKind kind) => kind switch
    {
        HealthFindingKind.MissingSource => "its images are not dropped, because its drive may only be away",
        HealthFindingKind.UnreadableImage => "its file cannot be read",
        HealthFindingKind.WrongModel => "vectors of two models cannot be mixed",
        _ => "nothing is written to a damaged file, or to an index of another model",
    };

    private async Task EncodeAsync(ImageReencoder reencoder, string[] keys, CancellationToken cancellationToken)
    {
        int done = 0;
        foreach (string[] batch in keys.Chunk(ImageReencoder.BatchSize))
        {
            options.Progress?.Report(new Progress("mending", done, keys.Length));
            IReadOnlyList<ImageRecord> records = await index.Store.GetAsync(batch, includeVectors: false, cancellationToken).ConfigureAwait(false);
            List<ImageRecord> fresh = reencoder.Encode(records, (key, fault) => _failed[key] = fault.Message, cancellationToken);
            await index.WriteAsync(fresh, [], roots: null, cancellationToken).ConfigureAwait(false);
            _done.UnionWith(fresh.Select(record => record.Key));
            done += batch.Length;
        }
    }

    private Task MendAsync(IEnumerable<IndexFault> faults, CancellationToken cancellationToken) =>
        index.Store.Capability<IIndexVerification>() is { } verification && faults.ToArray() is { Length: > 0 } all
            ? verification.MendAsync(all, cancellationToken)
            : Task.CompletedTask;

    private static IEnumerable<IndexFault> Faults(IReadOnlyList<HealthFinding> findings, params IndexFaultKind[] kinds) =>
        findings.Select(f => f.Fault).OfType<IndexFault>().Where(f => kinds.Contains(f.Kind));

    private static string[] Keys(IReadOnlyList<HealthFinding> findings, HealthCure cure) =>
        [.. findings.Where(f => f.Cure == cure).SelectMany(f => f.Keys).Distinct(StringComparer.Ordinal)];
}
