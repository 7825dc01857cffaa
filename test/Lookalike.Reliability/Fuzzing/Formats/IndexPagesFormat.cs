using System.Buffers.Binary;
using Lookalike.Reliability.Fuzzing.Mutations;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Index files whose pages are changed: their bytes, their headers and cell pointers, whole pages swapped, emptied, doubled, the file cut.</summary>
internal sealed class IndexPagesFormat : IndexFormat
{
    private const int PageHeader = 12;

    public override string Name => "index-pages";

    public override int Share => 8;

    public override FuzzInput Make(Random random)
    {
        byte[] bytes = [.. Seed.Whole];
        int page = PageSize(bytes), count = bytes.Length / page, at = random.Next(count) * page;
        string change;
        switch (random.Next(10))
        {
            case 0:
                int with = random.Next(count) * page;
                byte[] kept = bytes[at..(at + page)];
                bytes.AsSpan(with, page).CopyTo(bytes.AsSpan(at));
                kept.CopyTo(bytes, with);
                change = $"pages at {at} and {with} swapped";
                break;
            case 1:
                bytes.AsSpan(at, page).Clear();
                change = $"page at {at} emptied";
                break;
            case 2:
                bytes.AsSpan(random.Next(count) * page, page).CopyTo(bytes.AsSpan(at));
                change = $"page at {at} is another";
                break;
            case 3:
                // Behind the file's own header on the first page.
                int header = (at == 0 ? 100 : at) + random.Next(PageHeader + 16);
                BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(header), (short)OddNumbers.Draw(random));
                change = $"header of the page at {at}, byte {header}";
                break;
            case 4:
                bytes = bytes[..random.Next(bytes.Length)];
                change = $"cut at {bytes.Length}";
                break;
            case 5 or 6:
                // A small part of the file, and what its own checksums are for.
                (int start, int length) = Seed.FindVector(random).GetOffsetAndLength(bytes.Length);
                bytes[start + random.Next(length)] ^= (byte)random.Next(1, 256);
                change = $"a byte of the vector at {start}";
                break;
            case 7:
                bytes = ByteMutator.Mutate(random, bytes, [Seed.Whole], out change);
                break;
            default:
                byte[] changed = ByteMutator.Mutate(random, bytes[at..(at + page)], [Seed.Whole], out change);
                changed.AsSpan(0, Math.Min(page, changed.Length)).CopyTo(bytes.AsSpan(at));
                change = $"page at {at}: {change}";
                break;
        }

        return new FuzzInput { Bytes = bytes, Change = change, Seed = Seed.Whole };
    }

    protected override bool Mends(FuzzInput input) => input.Bytes.Length % 5 == 0 || input.Change.Length % 5 == 0;

    private static int PageSize(byte[] file) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16)) is var size && size == 1 ? 65_536 : size;
}
