using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>Compares folders and files with the records of an index, by name, size and time. No file is read beyond its first bytes.</summary>
internal sealed class FolderScan
{
    private readonly KnownPictures _known;
    private readonly RootBinding _binding;
    private readonly FolderSelection _selection;
    private readonly ScanNotices _notices;
    private readonly CancellationToken _cancellationToken;
    private readonly bool[] _met;
    private readonly List<ScanScope> _lookedThrough = [];
    private readonly HashSet<string> _shownRoots = [];
    private readonly List<(ImageRoot Root, PictureFile File)> _severalNames = [];
    private readonly List<ScannedPicture> _toRead = [];
    private readonly List<int> _gone = [];
    private readonly List<PictureException> _failures = [];
    private HashSet<string>? _shown;

    private FolderScan(FolderSelection selection, RootBinding binding, KnownPictures known, Action<string>? notice, CancellationToken cancellationToken)
    {
        (_selection, _binding, _known, _cancellationToken) = (selection, binding, known, cancellationToken);
        _notices = new ScanNotices(notice);
        _met = new bool[known.Rows];
    }

    /// <summary>The roots of the index with those that are new or have moved, and with those that others absorb, whose records are still there.</summary>
    public ImageRoots Roots { get; private set; } = ImageRoots.None;

    /// <summary>The roots once all is written: an absorbed one only where pictures of it cannot be asked.</summary>
    public ImageRoots RootsAfterwards { get; private set; } = ImageRoots.None;

    /// <summary>Files that must be read: they are new, of another size or time, or faulty.</summary>
    public IReadOnlyList<ScannedPicture> ToRead => _toRead;

    /// <summary>Files that are as their records say.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Pictures that are in the index under another of their names.</summary>
    public int OtherNames { get; private set; }

    /// <summary>Files that are no pictures and whose names promise none.</summary>
    public int OtherFiles { get; private set; }

    /// <summary>Rows of records whose file is gone, or has its record under another name.</summary>
    public IReadOnlyList<int> Gone => _gone;

    /// <summary>Folders that cannot be listed, files that cannot be asked, and paths of nothing. Their records stay.</summary>
    public IReadOnlyList<PictureException> Failures => _failures;

    /// <exception cref="FolderException">A root shows no picture, or a folder cannot be a root.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    public static FolderScan Run(FolderSelection selection, KnownPictures known, Action<string>? notice, CancellationToken cancellationToken)
    {
        if (selection.Name is not null && selection.Folders.Count != 1)
            throw new ArgumentException($"A name is for one folder, and there are {selection.Folders.Count}.", nameof(selection));
        var scan = new FolderScan(selection, new RootBinding(known.Roots, known, notice), known, notice, cancellationToken);
        string[] folders = [.. selection.Folders.Select(Existing)];
        ScanScope[] bound =
        [
            // One that lies in another is bound after it, as a part of it.
            .. folders.OrderBy(full => folders.Count(other => other != full && RealPath.IsWithin(full, other)))
                .Select(full => scan._binding.Scope(full, selection.Name)),
        ];
        scan.BindFoldersOfFiles();
        foreach (ScanScope scope in bound)
        {
            if (!scan._lookedThrough.Any(outer => outer.Holds(scope.Key))) scan.LookThrough(scope);
        }

        foreach (string file in selection.Files.Select(RootBinding.Full).Select(scan._binding.BelowARoot).Distinct()) scan.LookAt(file);
        scan.RequireAbsorbedRoots();
        scan.ChooseNames();
        scan.FindGone();
        scan._notices.TellOfPatterns(selection);
        return scan;
    }

    /// <summary>The full path of a folder to index.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static string Existing(string folder)
    {
        string full = RootBinding.Full(folder);
        return Directory.Exists(full)
            ? full
            : throw new DirectoryNotFoundException($"Cannot index '{folder}': expected a folder, found none. Check the path, and that its disk is mounted.");
    }

    /// <summary>Files below no root make their folders roots; of folders that lie in one another, the outermost.</summary>
    private void BindFoldersOfFiles()
    {
        string[] folders =
        [
            .. _selection.Files.Select(RootBinding.Full).Select(_binding.BelowARoot).Where(file => File.Exists(file) && _binding.Containing(file) is null)
                .Select(file => Path.GetDirectoryName(file)!).Distinct().OrderBy(folder => folder.Length),
        ];
        foreach (string folder in folders)
        {
            if (_binding.Containing(folder) is null) _binding.Bind(folder, name: null, isLookedThrough: false);
        }
    }

    private void LookThrough(ScanScope scope)
    {
        ImageRoot root = scope.Root;
        _lookedThrough.Add(scope);
        var walk = new PictureWalk(scope.Path)
        {
            Include = _selection.Include,
            Exclude = _selection.Exclude,
            IsKnown = (path, length, time) => IsAsRecorded(_known.Find($"{scope.Key}/{path}"), length, time),
        };
        int found = 0;
        foreach (PictureFile met in walk.Files(_cancellationToken))
        {
            found++;
            PictureFile file = scope.InRoot(met);
            foreach ((ImageRoot inner, string path) in _binding.Absorbed)
            {
                if (RealPath.IsWithin(file.Path, path)) _shownRoots.Add(inner.Name);
            }

            if (file.RelativePath.Length == 0 || file.RelativePath.EndsWith('/')) KeepFolder(root, file);
            else if (file.MayHaveOtherNames) _severalNames.Add((root, file));
            else Meet(root, file);
        }

        OtherNames += walk.OtherNames;
        OtherFiles += walk.OtherFiles.Values.Sum();
        _notices.Add(walk, found);
        if (found == 0 && _known.HasBelow(scope.Key)) throw NoPicture(scope.Path, scope.Key);
    }

    /// <summary>A root that is not mounted must not lose its pictures to the one that it lies in.</summary>
    private void RequireAbsorbedRoots()
    {
        foreach ((ImageRoot inner, _) in _binding.Absorbed)
        {
            if (!_shownRoots.Contains(inner.Name) && _known.HasBelow(inner.Name)) throw NoPicture(inner.Path, inner.Name);
        }
    }

    private FolderException NoPicture(string path, string key) => new(
        $"'{path}' shows not a single picture, and the index has {_known.Below(key).Length:N0} of '{key}'. Nothing was changed. "
            + $"Check that its disk is mounted and that the patterns are right; or drop '{key}' from the index.",
        path)
    {
        Remedy = new Remedy(RemedyKind.Remove, "", key),
    };

    private bool IsLookedThrough(string key) =>
        _lookedThrough.Any(scope => scope.Holds(key)) || _binding.Absorbed.Any(inner => inner.Root.Name == ImageKey.Root(key));

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
            if (!IsLookedThrough(key) || !IsMet(key)) _severalNames.Add((root, file));
            return;
        }

        int[] rows = _known.Find(key) is >= 0 and int row ? [row] : _known.Below(key);
        if (rows.Length == 0) _failures.Add(file.Fault);
        foreach (int gone in rows.Where(gone => !_met[gone])) Drop(gone);
    }

    private void ChooseNames()
    {
        if (_severalNames.Count == 0) return;
        HashSet<string> read = [.. _toRead.Select(scanned => scanned.Key)];
        var choice = new NameChoice(
            _binding, _known, key =>
                read.Contains(key) || (_known.Find(key) is >= 0 and int row && (_met[row] || !IsLookedThrough(key))));
        foreach ((ImageRoot root, PictureFile file, bool isTaken) in choice.Choose(_severalNames).ToArray())
        {
            if (isTaken)
            {
                Meet(root, file);
                continue;
            }

            OtherNames++;
            string name = $"{root.Name}/{file.RelativePath}";
            if (!IsLookedThrough(name) && _known.Find(name) is >= 0 and int row) Drop(row);
        }
    }

    private void Meet(ImageRoot root, PictureFile file)
    {
        int row = _known.Find($"{root.Name}/{file.RelativePath}");
        if (row >= 0) _met[row] = true;
        if (file.Fault is null && IsAsRecorded(row, file.Length, file.LastWriteTime)) Unchanged++;
        else _toRead.Add(new ScannedPicture { File = file, Root = root.Name, Row = row });
    }

    /// <summary>Whether a folder that was looked through has shown a file; one that is hidden, or that patterns pass over, may be named all the same.</summary>
    private bool IsMet(string key)
    {
        _shown ??= [.. _toRead.Select(scanned => scanned.Key), .. _severalNames.Select(n => $"{n.Root.Name}/{n.File.RelativePath}")];
        return _shown.Contains(key) || (_known.Find(key) is >= 0 and int row && _met[row]);
    }

    private void FindGone()
    {
        foreach (ScanScope scope in _lookedThrough) FindGone(scope.Root, scope.Key);
        Roots = RootsAfterwards = _binding.Roots;
        foreach ((ImageRoot root, _) in _binding.Absorbed)
        {
            int before = _gone.Count;
            FindGone(root, root.Name);
            Roots = Roots.With(root);
            if (_gone.Count - before < _known.Below(root.Name).Length) RootsAfterwards = RootsAfterwards.With(root);
        }
    }

    private void FindGone(ImageRoot root, string folder)
    {
        bool all = _selection.Include.Count + _selection.Exclude.Count == 0;
        foreach (int row in _known.Below(folder, row => !_met[row]))
        {
            if (!(all && IsKept(root, row))) _gone.Add(row);
        }
    }

    private void Drop(int row)
    {
        _met[row] = true;
        _gone.Add(row);
    }

    private bool IsAsRecorded(int row, long length, DateTimeOffset time) => row >= 0 && _known.Size(row) == length && _known.Time(row) == time;

    /// <summary>A folder that cannot be listed may hold all that it held.</summary>
    private void KeepFolder(ImageRoot root, PictureFile folder)
    {
        _failures.Add(folder.Fault!);
        IEnumerable<string> keys = _binding.AbsorbedKeys(folder.Path).Prepend($"{root.Name}/{folder.RelativePath}".TrimEnd('/'));
        foreach (int row in keys.SelectMany(_known.Below)) _met[row] = true;
    }

    /// <summary>
    /// Whether a record stays though the walk did not meet its file: a file whose name promises no picture is passed over where it cannot be
    /// read, and it may be readable tomorrow.
    /// </summary>
    private bool IsKept(ImageRoot root, int row)
    {
        string full = Path.Combine(root.Path, ImageKey.Path(_known.Key(row)).Replace('/', Path.DirectorySeparatorChar));
        if (!Presence.IsThere(full) || Listed(full, root.Path).Fault is not { } fault) return false;
        _failures.Add(fault);
        return fault.Fault is PictureFault.Unreadable or PictureFault.Missing;
    }

    private static PictureFile Listed(string full, string folder) => PictureFolder.FromList(new OneName(full), folder).First();
}

/// <summary>A list of one name, which may hold line ends: a name is no line.</summary>
internal sealed class OneName(string name) : TextReader
{
    private string? _next = name;

    /// <summary>The name, then null.</summary>
    public override string? ReadLine()
    {
        (string? line, _next) = (_next, null);
        return line;
    }
}
