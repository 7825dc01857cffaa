using System.Collections.Concurrent;
using System.Security.Cryptography;
using Lookalike.Core;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Idx;

namespace Lookalike.Datasets.Store;

/// <summary>Reads the files of a catalogued data set, and checks each against its checksum the first time this process reads it.</summary>
internal static class CataloguedFiles
{
    // A path is checked again when its length or its time of change is another.
    private static readonly ConcurrentDictionary<string, (long Length, DateTime Changed)> Verified = new(StringComparer.Ordinal);

    public static LabelledImageSet Open(DatasetDescription dataset, string folder, DatasetSplit split)
    {
        DatasetFile images = dataset.FileNamed(IdxFileNames.Images(split)), labels = dataset.FileNamed(IdxFileNames.Labels(split));
        string imagesPath = Path.Combine(folder, images.Name), labelsPath = Path.Combine(folder, labels.Name);
        byte[] imageBytes = Read(dataset, images, imagesPath), labelBytes = Read(dataset, labels, labelsPath);
        IdxHeader imagesHeader = IdxReader.Parse(imageBytes, imagesPath, IdxHeader.ParseImages);
        IdxHeader labelsHeader = IdxReader.Parse(labelBytes, labelsPath, IdxHeader.ParseLabels);
        var set = new ImageSet(IdxFileNames.SetName(dataset.Name, split), imagesHeader.Shape, imageBytes.AsMemory(imagesHeader.Length));
        return IdxFolder.Join(set, labelBytes.AsMemory(labelsHeader.Length), labelsPath);
    }

    private static byte[] Read(DatasetDescription dataset, DatasetFile file, string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            if (stream.Length != file.Length) throw Unusable(dataset, path, $"{file.Length} bytes", $"{stream.Length}");
            byte[] content = GC.AllocateUninitializedArray<byte>(checked((int)file.Length));
            stream.ReadExactly(content);
            (long Length, DateTime Changed) stamp = (stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle));
            if (!Verified.TryGetValue(path, out var seen) || seen != stamp)
            {
                string found = Convert.ToHexStringLower(SHA256.HashData(content));
                if (found != file.Sha256) throw Unusable(dataset, path, $"SHA-256 {file.Sha256}", found);
                Verified[path] = stamp;
            }

            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"{dataset.Name} is not on this machine: expected {path}, found no such file. Fetch it.", path, e)
            {
                Expected = path,
                Found = "no file",
                Remedy = Fetch(dataset),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message} Check its permissions.", path, e);
        }
    }

    private static DatasetException Unusable(DatasetDescription dataset, string path, string expected, string found) =>
        new($"{path} is not the file of {dataset.Name}: expected {expected}, found {found}. Fetch {dataset.Name} again.", path)
        {
            Expected = expected,
            Found = found,
            Remedy = Fetch(dataset),
        };

    private static Remedy Fetch(DatasetDescription dataset) => new(RemedyKind.FetchDataset, dataset.Name);
}
