using System.Runtime.InteropServices;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Formats whose reader goes wrong with the third input, each in another way: they show that it is noticed.</summary>
internal sealed class PlantedFormat : FuzzFormat
{
    private const int Bad = 3;
    private const int MuchMemory = 1 << 30;

    private readonly Action _fault;
    private readonly Outcome _outcome;
    private int _made;

    private PlantedFormat(string name, Action fault, Outcome? outcome = null) => (Name, _fault, _outcome) = (name, fault, outcome ?? Outcome.Same);

    public static IEnumerable<FuzzFormat> All =>
    [
        new PlantedFormat("planted-nothing", () => { }),
        new PlantedFormat("planted-refusal", () => throw new IOException("planted")),
        new PlantedFormat("planted-exception", () => throw new NotSupportedException("planted")),
        new PlantedFormat("planted-abort", () => Environment.FailFast("planted")),
        new PlantedFormat("planted-segmentation", () => Marshal.WriteInt32(1 << 20, 0)),
        new PlantedFormat("planted-hang", Spin),
        new PlantedFormat("planted-memory", () => NativeMemoryHog(MuchMemory)),
        new PlantedFormat("planted-silence", () => { }, Outcome.Silent("planted")),
    ];

    public override string Name { get; }

    public override void Prepare(string folder)
    {
    }

    public override FuzzInput Make(Random random) => new() { Change = "planted", Bytes = [], Seed = [] };

    public override Outcome Try(FuzzInput input)
    {
        if (++_made != Bad) return Outcome.Same;
        _fault();
        return _outcome;
    }

    private static void Spin()
    {
        for (ulong turns = 0; turns < ulong.MaxValue; turns++)
        {
            // An end that nobody lives to see.
        }
    }

    private static void NativeMemoryHog(int bytes)
    {
        nint memory = Marshal.AllocHGlobal(bytes);
        for (int at = 0; at < bytes; at += 4096) Marshal.WriteByte(memory, at, 1);
        Marshal.FreeHGlobal(memory);
    }
}
