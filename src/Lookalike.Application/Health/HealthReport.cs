using System.Globalization;
using System.Text.Json.Serialization;
using Lookalike.Core;

namespace Lookalike.Application.Health;

/// <summary>What an examination of an index found. Immutable.</summary>
public sealed class HealthReport
{
    internal HealthReport()
    {
    }

    /// <summary>The version of this layout.</summary>
    [JsonInclude]
    internal int SchemaVersion { get; } = 1;

    /// <summary>The index file.</summary>
    public string Index { get; internal init; } = "";

    /// <summary>Images of the index.</summary>
    public int Images { get; internal init; }

    /// <summary>Images that were encoded again and compared with their vectors.</summary>
    public int Sampled { get; internal init; }

    /// <summary>What is wrong, or still wrong after a fix, in the order in which it was looked for.</summary>
    public IReadOnlyList<HealthFinding> Findings { get; internal init; } = [];

    /// <summary>What was wrong and a fix mended; empty where none was tried.</summary>
    public IReadOnlyList<HealthFinding> Mended { get; internal init; } = [];

    /// <summary>What could not be checked, and why.</summary>
    public IReadOnlyList<string> NotChecked { get; internal init; } = [];

    /// <summary>Why there was no model to encode with; null where there was.</summary>
    [JsonIgnore]
    public LookalikeException? ModelFault { get; internal init; }

    /// <summary>Wall time in seconds.</summary>
    public double Seconds { get; internal init; }

    /// <summary>Whether nothing is wrong, as far as could be checked, and images were compared with their vectors, or there are none.</summary>
    public bool IsHealthy => Findings.Count == 0 && (Sampled > 0 || Images == 0);

    /// <summary>The result in one line.</summary>
    public string Verdict
    {
        get
        {
            string mended = Mended.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Mended.Count:N0} mended");
            if (Findings.Count > 0)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"not healthy: {Findings.Count:N0} {(Findings.Count == 1 ? "finding" : "findings")} among {Images:N0} images{mended}");
            if (!IsHealthy)
                return string.Create(
                    CultureInfo.InvariantCulture, $"nothing wrong was found, but none of {Images:N0} images was compared with its vector{mended}");
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{(NotChecked.Count == 0 ? "healthy" : "healthy as far as it was checked")}: {Images:N0} images, " +
                    $"{Sampled:N0} encoded again and compared{mended}");
        }
    }

    /// <summary>The same report with messages that say what mends a finding in the words of one program. Its findings have no remedies beside them.</summary>
    /// <param name="message">The message of a finding, with its remedy.</param>
    internal HealthReport Worded(Func<HealthFinding, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new HealthReport
        {
            Index = Index,
            Images = Images,
            Sampled = Sampled,
            Findings = [.. Findings.Select(finding => finding.Worded(message(finding)))],
            Mended = [.. Mended.Select(finding => finding.Worded(message(finding)))],
            NotChecked = NotChecked,
            Seconds = Seconds,
            ModelFault = ModelFault,
        };
    }

    internal HealthReport Without(LookalikeException modelFault) => new()
    {
        Index = Index,
        Images = Images,
        Sampled = Sampled,
        Findings = Findings,
        Mended = Mended,
        NotChecked = NotChecked,
        Seconds = Seconds,
        ModelFault = modelFault,
    };
}
