using System.Buffers.Binary;
using System.Text;

namespace Lookalike.Training.Tests.Build;

/// <summary>A shared library of nothing but what the rewrite reads: a dynamic string table, two version requirements, and a section table.</summary>
internal sealed class SmallElf
{
    private const int Header = 64;
    private const int SectionHeader = 64;

    /// <summary>The symbol in the dynamic string table.</summary>
    public string Symbol { get; init; } = "_ZSt21ios_base_library_initv";

    /// <summary>The versions that are required of libstdc++, in order.</summary>
    public string[] Versions { get; init; } = ["GLIBCXX_3.4.32", "GLIBCXX_3.4.20"];

    /// <summary>Where the first version requirement lies; valid after <see cref="Build"/>.</summary>
    public int FirstNeed { get; private set; }

    /// <summary>The ELF hash (System V ABI) of a version's name.</summary>
    public static uint HashOf(string name)
    {
        uint hash = 0;
        foreach (byte b in Encoding.ASCII.GetBytes(name))
        {
            hash = (hash << 4) + b;
            uint high = hash & 0xf0000000;
            if (high != 0) hash ^= high >> 24;
            hash &= ~high;
        }

        return hash;
    }

    public byte[] Build()
    {
        byte[] strings = Table([Symbol, "libstdc++.so.6", .. Versions], out int[] names);
        byte[] needs = new byte[16 + (16 * Versions.Length)];
        Put16(needs, 0, 1);
        Put16(needs, 2, (ushort)Versions.Length);
        Put32(needs, 4, (uint)names[1]);
        Put32(needs, 8, 16);
        for (int i = 0; i < Versions.Length; i++)
        {
            int entry = 16 + (16 * i);
            Put32(needs, entry, HashOf(Versions[i]));
            Put32(needs, entry + 8, (uint)names[2 + i]);
            Put32(needs, entry + 12, i == Versions.Length - 1 ? 0u : 16u);
        }

        byte[] sectionNames = Table([".dynstr", ".gnu.version_r", ".shstrtab"], out int[] sections);
        int stringsAt = Header, needsAt = stringsAt + strings.Length, namesAt = needsAt + needs.Length, tableAt = namesAt + sectionNames.Length;
        FirstNeed = needsAt + 16;
        byte[] elf = new byte[tableAt + (4 * SectionHeader)];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(elf, 0);
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(0x28), tableAt);
        Put16(elf, 0x3A, SectionHeader);
        Put16(elf, 0x3C, 4);
        Put16(elf, 0x3E, 3);
        strings.CopyTo(elf, stringsAt);
        needs.CopyTo(elf, needsAt);
        sectionNames.CopyTo(elf, namesAt);
        PutSection(elf, tableAt + SectionHeader, sections[0], 3, stringsAt, strings.Length, 0);
        PutSection(elf, tableAt + (2 * SectionHeader), sections[1], 0x6ffffffe, needsAt, needs.Length, 1);
        PutSection(elf, tableAt + (3 * SectionHeader), sections[2], 3, namesAt, sectionNames.Length, 0);
        return elf;
    }

    private static byte[] Table(string[] texts, out int[] offsets)
    {
        var bytes = new List<byte> { 0 };
        offsets = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            offsets[i] = bytes.Count;
            bytes.AddRange(Encoding.ASCII.GetBytes(texts[i]));
            bytes.Add(0);
        }

        return [.. bytes];
    }

    private static void PutSection(byte[] elf, int at, int name, uint type, int offset, int size, int info)
    {
        Put32(elf, at, (uint)name);
        Put32(elf, at + 4, type);
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(at + 24), offset);
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(at + 32), size);
        Put32(elf, at + 44, (uint)info);
    }

    private static void Put16(byte[] bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);

    private static void Put32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
}
