using Lookalike.Imaging;

namespace Lookalike.Application;

/// <summary>Compares folders and files with the records of an index, by name, size and time. No file is read beyond its first bytes.</summary>
internal sealed class FolderScan
{
    private readonly KnownPictures _known;
    private readonly RootBinding _binding;
    private readonly FolderSelection _selection;
    private readonly CancellationToken _cancellation;
    private readonly bool[] _met;
    private readonly HashSet<string> _new = [];
    private readonly List<ScannedPicture> _toRead = [];
    private readonly List<int> _gone = [];
    private readonly List<PictureException> _failures = [];

    private FolderScan(FolderSelection selection, RootBinding binding, KnownPictures known, CancellationToken cancellation)
    {
        (_selection, _binding, _known, _cancellation) = (selection, binding, known, cancellation);
        _met = new bool[known.Slots];
    }

    /// <summary>The roots of the index with those that are new or have moved.</summary>
    public ImageRoots Roots => _binding.Roots;

    /// <summary>Files that must be read: they are new, of another size or time, or faulty.</summary>
    public IReadOnlyList<ScannedPicture> ToRead => _toRead;

    /// <summary>Files that are as their records say.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Slots of records whose file is gone.</summary>
    public IReadOnlyList<int> Gone => _gone;

    /// <summary>Folders that cannot be listed, files that cannot be asked, and paths of nothing. Their records stay.</summary>
    public IReadOnlyList<PictureException> Failures => _failures;

    /// <exception cref="FolderException">A root shows no picture, or a folder cannot be a root.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    public static FolderScan Run(FolderSelection selection, ImageRoots roots, KnownPictures known, Action<string>? notice, CancellationToken cancellation)
    {
        var scan = new FolderScan(selection, new RootBinding(roots, known, notice), known, cancellation);
        if (selection.Name is not null && selection.Folders.Count != 1)
            throw new ArgumentException($"A name is for one folder, and there are {selection.Folders.Count}.", nameof(selection));
        ImageRoot[] folders = [.. selection.Folders.Select(f => scan._binding.Bind(Existing(f), selection.Name)).DistinctBy(root => root.Name)];
        scan.BindFoldersOfFiles();
        foreach (ImageRoot root in folders) scan.LookThrough(root);
        foreach (string file in selection.Files) scan.LookAt(RootBinding.Full(file));
        return scan;
    }

    private static string Existing(string folder)
    {
        string full = RootBinding.Full(folder);
        return Directory.Exists(full) ? full : throw new DirectoryNotFoundException($"Cannot index '{folder}': expected a folder, found none. Check the path, and that its disk is mounted.");
    }

    /// <summary>Files below no root make their folders roots; of folders that lie in one another, the outermost.</summary>
    private void BindFoldersOfFiles()
    {
        string[] folders =
        [
            .. _selection.Files.Select(RootBinding.Full).Where(file => File.Exists(file) && _binding.Containing(file) is null)
                .Select(file => Path.GetDirectoryName(file)!).Distinct().OrderBy(folder => folder.Length),
        ];
        foreach (string folder in folders)
        {
            if (_binding.Containing(folder) is null) _binding.Bind(folder, name: null);
        }
    }

    private void LookThrough(ImageRoot root)
    {
        bool empty = true;
        foreach (PictureFile file in PictureFolder.Walk(root.Path, _selection.Include, _selection.Exclude, _cancellation))
        {
            empty = false;
            if (file.RelativePath.Length == 0 || file.RelativePath.EndsWith('/')) KeepFolder(root, file);
            else Meet(root, file, $"{root.Name}/{file.RelativePath}");
        }

        int[] slots = _known.Below(root.Name);
        if (empty && slots.Length > 0)
        {
            throw new FolderException(
                $"'{root.Path}' shows not a single picture, and the index has {slots.Length:N0} of '{root.Name}'. Nothing was changed. Check that its disk is mounted and that "
                + $"the patterns are right; to drop these records, remove '{root.Name}' with --remove.",
                root.Path);
        }

        bool all = _selection.Include.Count + _selection.Exclude.Count == 0;
        foreach (int slot in slots)
        {
            if (!_met[slot] && !(all && IsKept(root, slot))) _gone.Add(slot);
        }
    }

    private void LookAt(string full)
    {
        if (_binding.Containing(full) is not { } root)
        {
            _failures.Add(Listed(full, Path.GetDirectoryName(full) ?? full).Fault!);
            return;
        }

        PictureFile file = Listed(full, root.Path);
        string key = $"{root.Name}/{file.RelativePath}";
        if (file.Fault is not { Fault: PictureFault.Missing } || Presence.IsThere(full))
        {
            Meet(root, file, key);
            return;
        }

        int[] slots = _known.Find(key) is >= 0 and int slot ? [slot] : _known.Below(key);
        if (slots.Length == 0) _failures.Add(file.Fault);
        foreach (int gone in slots.Where(gone => !_met[gone]))
        {
            _met[gone] = true;
            _gone.Add(gone);
        }
    }

    private void Meet(ImageRoot root, PictureFile file, string key)
    {
        int slot = _known.Find(key);
        if (slot >= 0)
        {
            if (_met[slot]) return;
            _met[slot] = true;
            if (file.Fault is null && _known.Size(slot) == file.Length && _known.Time(slot) == file.LastWriteTime)
            {
                Unchanged++;
                return;
            }
        }
        else if (!_new.Add(key))
        {
            return;
        }

        _toRead.Add(new ScannedPicture { File = file, Root = root.Name, Slot = slot });
    }

    /// <summary>A folder that cannot be listed may hold all that it held.</summary>
    private void KeepFolder(ImageRoot root, PictureFile folder)
    {
        _failures.Add(folder.Fault!);
        foreach (int slot in _known.Below($"{root.Name}/{folder.RelativePath}".TrimEnd('/'))) _met[slot] = true;
    }

    /// <summary>
    /// Whether a record stays though the walk did not meet its file: a file whose name promises no picture is passed over where it cannot be
    /// read, and it may be readable tomorrow.
    /// </summary>
    private bool IsKept(ImageRoot root, int slot)
    {
        string full = Path.Combine(root.Path, _known.Key(slot)[(root.Name.Length + 1)..].Replace('/', Path.DirectorySeparatorChar));
        if (!Presence.IsThere(full) || Listed(full, root.Path).Fault is not { } fault) return false;
        _failures.Add(fault);
        return fault.Fault is PictureFault.Unreadable or PictureFault.Missing;
    }

    private static PictureFile Listed(string full, string folder) => PictureFolder.FromList(new OneName(full), folder).First();
}
