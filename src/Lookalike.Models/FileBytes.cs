using Lookalike.Core.Files;
using Lookalike.Models.Faults;

namespace Lookalike.Models;

/// <summary>Reads and writes whole files, with messages for whoever named the path.</summary>
internal static class FileBytes
{
    /// <exception cref="ModelFileException">The file is missing, too large or cannot be read.</exception>
    public static byte[] Read(string path, long maxLength, ModelFaults faults)
    {
        try
        {
            if (Directory.Exists(path)) throw faults.At("file", "a model file", "a folder", "Check the path.");
            using FileStream file = RegularFile.Open(path)
                ?? throw faults.At("file", "a model file", "an empty file, a named pipe or a device", "Check the path.");
            if (file.Length > maxLength) throw faults.At("size", $"at most {maxLength} bytes", $"{file.Length}");
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw faults.Missing(e);
        }
        catch (Exception e) when (IsOfTheFileSystem(e))
        {
            throw faults.At("file", "a file that can be read", e.Message.TrimEnd('.'), "Check the path and its permissions.", cause: e);
        }
    }

    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            AtomicFile.Write(path, bytes);
        }
        catch (Exception e) when (IsOfTheFileSystem(e))
        {
            throw new ModelFaults(path).At(
                "file", "a place that can be written", e.Message.TrimEnd('.'), "Check the path, its permissions and the free space.", cause: e);
        }
    }

    private static bool IsOfTheFileSystem(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
