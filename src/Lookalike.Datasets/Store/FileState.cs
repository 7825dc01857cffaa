namespace Lookalike.Datasets.Store;

/// <summary>What became of the check of one file.</summary>
internal enum FileState
{
    /// <summary>The file is there and has the right length and checksum.</summary>
    Present,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file has another length; its checksum was not taken.</summary>
    WrongLength,

    /// <summary>The file has the right length and another checksum.</summary>
    WrongChecksum,
}
