using Lookalike.Datasets.Fetching;

namespace Lookalike.Datasets.Catalog;

/// <summary>A data set that can be fetched by name.</summary>
/// <remarks>Immutable; safe to use from many threads.</remarks>
public sealed class DatasetDescription
{
    internal DatasetDescription(string name, string summary, IReadOnlyList<DatasetFile> files, IReadOnlyList<DatasetSource> fetchFrom)
    {
        Name = name;
        Summary = summary;
        Files = files;
        FetchFrom = fetchFrom;
        Sources = [.. fetchFrom.Select(source => source.Text)];
    }

    /// <summary>The name to fetch and open it by, such as <c>mnist</c>. Also the name of its folder.</summary>
    public string Name { get; }

    /// <summary>One sentence about what the images are.</summary>
    public string Summary { get; }

    /// <summary>The four IDX files: images and labels for training, images and labels for tests.</summary>
    internal IReadOnlyList<DatasetFile> Files { get; }

    /// <summary>Where it is fetched from, in the order in which the sources are tried, as text for people.</summary>
    internal IReadOnlyList<string> Sources { get; }

    internal IReadOnlyList<DatasetSource> FetchFrom { get; }

    internal DatasetFile FileNamed(string name) => Files.First(file => file.Name == name);
}
