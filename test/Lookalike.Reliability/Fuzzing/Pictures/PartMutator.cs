using Lookalike.Reliability.Fuzzing.Mutations;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>Changes a file of parts so that it stays one.</summary>
internal static class PartMutator
{
    public static byte[] Mutate(Random random, PictureParts way, byte[] seed, IReadOnlyList<byte[]> seeds, out string change)
    {
        List<byte[]> parts = way.Split(seed), others = way.Split(seeds[random.Next(seeds.Count)]);
        List<string> changes = [];
        for (int rounds = random.Next(1, 4); rounds > 0 && parts.Count > 0; rounds--)
        {
            int at = random.Next(parts.Count);
            switch (random.Next(8))
            {
                case 0:
                    parts.RemoveAt(at);
                    changes.Add($"part {at} left out");
                    break;
                case 1:
                    parts.Insert(random.Next(parts.Count + 1), parts[at]);
                    changes.Add($"part {at} doubled");
                    break;
                case 2:
                    int with = random.Next(parts.Count);
                    (parts[at], parts[with]) = (parts[with], parts[at]);
                    changes.Add($"parts {at} and {with} swapped");
                    break;
                case 3 when others.Count > 0:
                    parts[at] = others[random.Next(others.Count)];
                    changes.Add($"part {at} is another's");
                    break;
                default:
                    parts[at] = ByteMutator.Mutate(random, parts[at], others.Count > 0 ? others : parts, out string inside);
                    changes.Add($"part {at}: {inside}");
                    break;
            }
        }

        change = string.Join(", ", changes);
        return way.Join(seed, parts);
    }
}
