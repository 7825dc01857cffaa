namespace Lookalike.Reliability.Fuzzing;

/// <summary>What became of the inputs of one format.</summary>
internal sealed class FormatTally(string format)
{
    private const int MostExamples = 40;

    private readonly int[] _counts = new int[Enum.GetValues<Verdict>().Length];
    private readonly List<string> _examples = [];

    public string Format => format;

    public int Inputs => _counts.Sum();

    public long Peak { get; private set; }

    public TimeSpan Processor { get; set; }

    /// <summary>True where so many ended the process that the rest was left out.</summary>
    public bool GaveUp { get; set; }

    public bool IsClean => !GaveUp && Inputs > 0 && Enum.GetValues<Verdict>().Where(v => v >= Verdict.Silent).All(v => this[v] == 0);

    /// <summary>The first findings, each with the number of its input.</summary>
    public IReadOnlyList<string> Examples => _examples;

    public int this[Verdict verdict] => _counts[(int)verdict];

    public void Add(int number, Outcome outcome)
    {
        _counts[(int)outcome.Verdict]++;
        if (outcome.IsFault && _examples.Count < MostExamples) _examples.Add($"{format} {number}: {outcome.Verdict}: {outcome.Detail}");
    }

    public void SawMemory(long megabytes) => Peak = Math.Max(Peak, megabytes);
}
