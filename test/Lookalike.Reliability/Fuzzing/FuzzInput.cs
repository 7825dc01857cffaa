namespace Lookalike.Reliability.Fuzzing;

/// <summary>One damaged or crafted input.</summary>
internal sealed class FuzzInput
{
    /// <summary>What was done to the seed, for whoever looks into a finding.</summary>
    public required string Change { get; init; }

    /// <summary>The file.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The file's bytes before the change, for the comparison of results.</summary>
    public required byte[] Seed { get; init; }

    /// <summary>A second file that belongs to the first, such as the log of a database; null for none.</summary>
    public byte[]? Companion { get; init; }

    /// <summary>True where the format's checksum was made right again after the change, so that it promises nothing.</summary>
    public bool ChecksumRemade { get; init; }

    /// <summary>True where nothing was changed after all.</summary>
    public bool IsSeed => Companion is null && Bytes.AsSpan().SequenceEqual(Seed);
}
