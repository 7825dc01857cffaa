namespace Lookalike.Datasets.Tests.Support;

/// <summary>What a test finds in a folder of data sets.</summary>
internal static class DatasetFiles
{
    extension(Scratch folder)
    {
        /// <summary>The names of the files below the folder, in order, without the lock's.</summary>
        public IReadOnlyList<string> FileNames => [.. folder.Names.Where(name => name != ".lock")];
    }
}
