using Lookalike.Core.Files;
using Lookalike.Imaging.Folders;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>
/// Chooses one name for each file that may have several: a name that no link leads to goes before one that is a link, and a name in a folder
/// that is not looked through now, and that the index has, before one that is met. Else the first that is met is taken.
/// </summary>
internal sealed class NameChoice
{
    private readonly RootBinding _binding;
    private readonly KnownPictures _known;
    private readonly Func<string, bool> _isTaken;
    private readonly HashSet<int> _met = [];
    private readonly HashSet<FileIdentity> _files = [];
    private readonly HashSet<string> _keys = [];

    /// <param name="binding">The roots.</param>
    /// <param name="known">The records.</param>
    /// <param name="isTaken">
    /// Whether a file of this key is in the index after the run, as far as is known before any of those that may have several names.
    /// </param>
    public NameChoice(RootBinding binding, KnownPictures known, Func<string, bool> isTaken) => (_binding, _known, _isTaken) = (binding, known, isTaken);

    /// <summary>Chooses among the names that were met.</summary>
    /// <returns>Those names, with whether each is taken; the ones that are no links first.</returns>
    public IEnumerable<(ImageRoot Root, PictureFile File, bool IsTaken)> Choose(IReadOnlyList<(ImageRoot Root, PictureFile File)> names)
    {
        (ImageRoot Root, PictureFile File, string? Real)[] asked = [.. names.Select(n => (n.Root, n.File, RealKey(n.File)))];
        foreach ((ImageRoot root, PictureFile file, _) in asked)
        {
            if (_known.Find(Key(root, file)) is >= 0 and int row) _met.Add(row);
        }

        foreach ((ImageRoot root, PictureFile file, string? real) in asked.OrderBy(n => n.Real != Key(n.Root, n.File)))
        {
            string key = Key(root, file);
            bool isTaken = IsNew(file, key, real);
            if (isTaken) _keys.Add(key);
            yield return (root, file, isTaken);
        }
    }

    private static string Key(ImageRoot root, PictureFile file) => $"{root.Name}/{file.RelativePath}";

    private string? RealKey(PictureFile file)
    {
        try
        {
            return _binding.KeyOf(_binding.RealFile(file.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool IsNew(PictureFile file, string key, string? real)
    {
        if (real is not null && real != key && (_keys.Contains(real) || _isTaken(real))) return false;

        if (real == key && !file.MayHaveOtherNames) return true;

        // What cannot be asked is taken: whoever reads it says what is wrong.
        if (FileIdentity.Find(file.Path) is not { } identity) return true;
        return _files.Add(identity) && !_known.Alike(file.Length, file.LastWriteTime).Any(row =>
            !_met.Contains(row) && _isTaken(_known.Key(row))
            && _binding.Roots.TryFindFile(_known.Key(row), out string? path) && FileIdentity.Find(path) == identity);
    }
}
