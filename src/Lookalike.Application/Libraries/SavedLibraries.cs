using System.Security.Cryptography;
using System.Text;
using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Application.Libraries;

/// <summary>
/// The libraries of this user: a folder for each, named by its pictures' folder and a hash of where that is, with model and index in it, or with the
/// word that they are beside the pictures. The time of its record is when it was last used. Safe to use from many threads and processes.
/// </summary>
/// <param name="root">Where they are remembered. It need not be there yet.</param>
internal sealed class SavedLibraries(string root)
{
    private const int HashLength = 12, MaxNameLength = 40;

    /// <summary>Where libraries of this user are remembered.</summary>
    public static string UsualRoot => Path.Combine(UserFolder.Data(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows()), "libraries");

    /// <summary>All of them, the last used first.</summary>
    /// <param name="damaged">Told of each that cannot be read.</param>
    public IReadOnlyList<SavedLibrary> List(Action<LibraryException>? damaged = null)
    {
        if (!Directory.Exists(root)) return [];
        var found = new List<(DateTime Used, SavedLibrary Library)>();
        foreach (string place in Directory.EnumerateDirectories(root))
        {
            try
            {
                if (LibraryRecord.Load(place) is { } record) found.Add((LastUsed(place), Of(record, place)));
            }
            catch (LibraryException e)
            {
                damaged?.Invoke(e);
            }
        }

        return [.. found.OrderByDescending(one => one.Used).Select(one => one.Library)];
    }

    /// <summary>When a library was last used, UTC.</summary>
    public DateTime LastUsed(SavedLibrary library) => LastUsed(PlaceOf(library.Folder));

    /// <summary>The library of a folder, or of the nearest folder that holds it; null where there is none.</summary>
    /// <param name="folder">A folder, which may be gone.</param>
    /// <exception cref="LibraryException">What is remembered of it is damaged.</exception>
    public SavedLibrary? Holding(string folder)
    {
        for (string? at = Real(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            if (Find(at) is { } library) return library;
        }

        return null;
    }

    /// <summary>The library that a text names: a folder, one inside of it, or the folder's own name where one library has it.</summary>
    /// <exception cref="LibraryException">There is none, or several.</exception>
    public SavedLibrary Get(string named)
    {
        if (Holding(named) is { } holding) return holding;
        SavedLibrary[] all = [.. List()], called = [.. all.Where(library => Path.GetFileName(library.Folder) == named)];
        if (called is [var one]) return one;
        IEnumerable<string> expected = (called.Length > 0 ? called : all).Select(library => library.Folder);
        string others = all.Length == 0 ? "there is none yet" : $"expected {(called.Length > 0 ? "one of " : "")}{string.Join(", ", expected)}";
        throw new LibraryException(FaultKind.Incompatible, named, $"There is no library of '{named}': {others}. Make one of a folder of pictures.")
        {
            Remedy = Directory.Exists(named) ? new Remedy(RemedyKind.MakeLibrary, named) : new Remedy(RemedyKind.MakeLibrary),
        };
    }

    /// <summary>Remembers a library for a folder that has none, or that it is being used.</summary>
    /// <param name="folder">The folder of pictures, which is there.</param>
    /// <param name="besidePictures">Whether a new library shall be in the folder itself.</param>
    /// <exception cref="LibraryException">There is one elsewhere, though it shall be beside the pictures.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public SavedLibrary Open(string folder, bool besidePictures)
    {
        string real = Real(folder), place = PlaceOf(real), beside = Path.Combine(real, SavedLibrary.FolderName);
        SavedLibrary library = Find(real) ?? new SavedLibrary(real, besidePictures ? beside : place);
        bool isBeside = library.Path == beside;
        if (besidePictures && !isBeside)
        {
            throw new LibraryException(
                FaultKind.BadInput, real, $"The library of {real} is there already, in {library.Path}, and not beside its pictures. Remove it first.");
        }

        LibraryRecord.Save(place, real, isBeside);
        if (isBeside) LibraryRecord.Save(beside, real, isBesidePictures: true);
        return library;
    }

    /// <summary>Forgets a library, and deletes its model and index. No picture is touched.</summary>
    /// <exception cref="LibraryException">It is in use.</exception>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public void Remove(SavedLibrary library)
    {
        library.Delete();
        new SavedLibrary(library.Folder, PlaceOf(library.Folder)).Delete();
    }

    private static DateTime LastUsed(string place) => File.GetLastWriteTimeUtc(Path.Combine(place, LibraryRecord.FileName));

    private static SavedLibrary Of(LibraryRecord record, string place) =>
        new(record.Folder, record.IsBesidePictures ? Path.Combine(record.Folder, SavedLibrary.FolderName) : place);

    /// <summary>A path without links; as it is where that cannot be asked.</summary>
    private static string Real(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            return RealPath.Of(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return full;
        }
    }

    private SavedLibrary? Find(string real)
    {
        // One beside the pictures comes with them from another machine or place, which is not remembered here.
        string beside = Path.Combine(real, SavedLibrary.FolderName), place = PlaceOf(real);
        if (LibraryRecord.Load(beside) is not null) return new SavedLibrary(real, beside);
        return LibraryRecord.Load(place) is { IsBesidePictures: false } record ? Of(record, place) : null;
    }

    private string PlaceOf(string real)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(real)))[..HashLength];
        string name = string.Concat(Path.GetFileName(real).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(MaxNameLength));
        return Path.Combine(root, $"{name}-{hash}");
    }
}
