using System.Text.Json;
using System.Text.Json.Serialization;
using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Application.Libraries;

/// <summary>What is remembered of a library, as JSON.</summary>
/// <param name="SchemaVersion">The version of this layout, 1.</param>
/// <param name="Folder">The folder of pictures, from the root of the file system.</param>
/// <param name="IsBesidePictures">Whether model and index are in the folder itself.</param>
internal sealed partial record LibraryRecord(int SchemaVersion, string Folder, bool IsBesidePictures)
{
    /// <summary>What the file is called.</summary>
    public const string FileName = "library.json";

    private const int Version = 1;

    /// <summary>Remembers a library in a folder.</summary>
    public static void Save(string place, string folder, bool isBesidePictures)
    {
        var record = new LibraryRecord(Version, folder, isBesidePictures);
        AtomicFile.Write(Path.Combine(place, FileName), JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Default.LibraryRecord));
    }

    /// <summary>What a folder remembers, or null where nothing.</summary>
    /// <exception cref="LibraryException">The file is damaged, or of a later version.</exception>
    public static LibraryRecord? Load(string place)
    {
        string path = Path.Combine(place, FileName);
        if (!File.Exists(path)) return null;
        string found;
        try
        {
            LibraryRecord? record = JsonSerializer.Deserialize(File.ReadAllBytes(path), RecordJson.Default.LibraryRecord);
            if (record is { SchemaVersion: Version, Folder.Length: > 0 } && Path.IsPathRooted(record.Folder)) return record;
            found = $"version {record?.SchemaVersion} of '{record?.Folder}'";
        }
        catch (JsonException e)
        {
            found = e.Message;
        }

        throw new LibraryException(
            FaultKind.Incompatible, path, $"{path} does not say whose library it is: expected version {Version} and a folder, found {found}. Delete the file.");
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(LibraryRecord))]
    private sealed partial class RecordJson : JsonSerializerContext;
}
