namespace Lookalike.Datasets;

/// <summary>One raw (not compressed) IDX file of a catalogued data set.</summary>
internal sealed class DatasetFile
{
    internal DatasetFile(string name, long length, string sha256)
    {
        Name = name;
        Length = length;
        Sha256 = sha256;
    }

    /// <summary>The file's name, such as <c>train-images-idx3-ubyte</c>.</summary>
    public string Name { get; }

    /// <summary>The file's length in bytes.</summary>
    public long Length { get; }

    /// <summary>The SHA-256 of the file: 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }
}
