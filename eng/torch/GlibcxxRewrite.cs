// Compiled twice: by the build as an inline MSBuild task (LibTorch.targets), and by the tests, which define GLIBCXX_REWRITE_TEST
// and so need no MSBuild. An inline task is compiled as C# 7.3 against .NET Standard: no newer syntax here.
#nullable disable
#pragma warning disable IDE0005, IDE0161, CA1510, MA0008 // each asks for syntax or types newer than an inline task can use
using System;
using System.IO;
using System.Text;

namespace Lookalike.Build
{
    /// <summary>
    /// Lets TorchSharp's native library load on a libstdc++ older than GCC 13's (Debian 12, Ubuntu 22.04, RHEL 9).
    /// One symbol asks for GLIBCXX_3.4.32: <c>std::ios_base_library_init()</c>, which does nothing but mark that libstdc++ sets up the
    /// standard streams. The rewrite names another function in its place that takes nothing, is harmless to call and has been in
    /// libstdc++ since GLIBCXX_3.4.20 (<c>std::get_terminate()</c>), and lets the version requirement say so.
    /// Format: ELF64, System V ABI; symbol versioning as in the Linux Standard Base.
    /// </summary>
    public static class GlibcxxRewrite
    {
        private const string OldSymbol = "_ZSt21ios_base_library_initv";
        private const string NewSymbol = "_ZSt13get_terminatev";
        private const string OldVersion = "GLIBCXX_3.4.32";
        private const string NewVersion = "GLIBCXX_3.4.20";
        private const int SectionDynamicStrings = 3;            // SHT_STRTAB
        private const int SectionVersionNeeds = 0x6ffffffe;     // SHT_GNU_verneed

        /// <summary>Returns a rewritten copy of <paramref name="library"/>, which stays as it is.</summary>
        /// <param name="library">A whole little-endian ELF64 shared library.</param>
        /// <exception cref="InvalidDataException">The bytes are not what the rewrite was made for; the message says what was expected and what was found.</exception>
        public static byte[] Apply(byte[] library)
        {
            if (library == null) throw new ArgumentNullException(nameof(library));
            byte[] elf = (byte[])library.Clone();
            if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
                throw Unknown("a little-endian ELF64 file", "other bytes");

            Section strings = FindSection(elf, ".dynstr", SectionDynamicStrings);
            Section needs = FindSection(elf, ".gnu.version_r", SectionVersionNeeds);

            int symbol = IndexOf(elf, strings, OldSymbol);
            if (symbol < 0) throw Unknown("the symbol " + OldSymbol, "none");

            int oldNeed = FindVersionNeed(elf, needs, strings, OldVersion);
            int newNeed = FindVersionNeed(elf, needs, strings, NewVersion);
            Encoding.ASCII.GetBytes(NewSymbol + "\0", 0, NewSymbol.Length + 1, elf, symbol);
            Buffer.BlockCopy(elf, newNeed, elf, oldNeed, 4);            // vna_hash
            Buffer.BlockCopy(elf, newNeed + 8, elf, oldNeed + 8, 4);    // vna_name
            return elf;
        }

        private static Section FindSection(byte[] elf, string name, int type)
        {
            long table = BitConverter.ToInt64(elf, 0x28);
            int entrySize = BitConverter.ToUInt16(elf, 0x3A), count = BitConverter.ToUInt16(elf, 0x3C), namesIndex = BitConverter.ToUInt16(elf, 0x3E);
            if (table < 0 || entrySize < 64 || namesIndex >= count || table + ((long)count * entrySize) > elf.Length)
                throw Unknown("a section table inside the file", "one that ends outside it");
            Section names = ReadSection(elf, table + ((long)namesIndex * entrySize));
            for (int i = 0; i < count; i++)
            {
                long header = table + ((long)i * entrySize);
                if (BitConverter.ToUInt32(elf, (int)header + 4) != (uint)type) continue;
                if (ReadString(elf, names, BitConverter.ToUInt32(elf, (int)header)) == name) return ReadSection(elf, header);
            }

            throw Unknown("a section " + name, "none");
        }

        private static Section ReadSection(byte[] elf, long header)
        {
            long offset = BitConverter.ToInt64(elf, (int)header + 24), size = BitConverter.ToInt64(elf, (int)header + 32);
            if (offset < 0 || size < 0 || offset > elf.Length || size > elf.Length - offset)
                throw Unknown("a section inside the file", "one that ends outside it");
            return new Section { Offset = (int)offset, Size = (int)size, Count = BitConverter.ToInt32(elf, (int)header + 44) };
        }

        /// <summary>The offset of the Vernaux entry (hash, flags, other, name, next) that asks for <paramref name="version"/>.</summary>
        private static int FindVersionNeed(byte[] elf, Section needs, Section strings, string version)
        {
            int end = needs.Offset + needs.Size;
            int need = needs.Offset;
            for (int i = 0; i < needs.Count; i++)
            {
                Require(need, end);
                int entries = BitConverter.ToUInt16(elf, need + 2);
                int entry = need + BitConverter.ToInt32(elf, need + 8);
                for (int j = 0; j < entries; j++)
                {
                    Require(entry, end);
                    if (ReadString(elf, strings, BitConverter.ToUInt32(elf, entry + 8)) == version) return entry;
                    entry += BitConverter.ToInt32(elf, entry + 12);
                }

                need += BitConverter.ToInt32(elf, need + 12);
            }

            throw Unknown("a requirement of " + version, "none");
        }

        private static void Require(int offset, int end)
        {
            if (offset < 0 || offset > end - 16) throw Unknown("version requirements inside their section", "one that ends outside it");
        }

        private static string ReadString(byte[] elf, Section strings, uint offset)
        {
            if (offset >= strings.Size) throw Unknown("a name inside its string table", "one outside it");
            int start = strings.Offset + (int)offset;
            int end = Array.IndexOf(elf, (byte)0, start, strings.Size - (int)offset);
            if (end < 0) throw Unknown("a name that ends inside its string table", "one that does not");
            return Encoding.ASCII.GetString(elf, start, end - start);
        }

        private static int IndexOf(byte[] elf, Section strings, string name)
        {
            byte[] wanted = Encoding.ASCII.GetBytes("\0" + name + "\0");
            for (int i = strings.Offset; i <= strings.Offset + strings.Size - wanted.Length; i++)
            {
                int matched = 0;
                while (matched < wanted.Length && elf[i + matched] == wanted[matched]) matched++;
                if (matched == wanted.Length) return i + 1;
            }

            return -1;
        }

        private static InvalidDataException Unknown(string expected, string found)
        {
            return new InvalidDataException("Expected " + expected + ", found " + found + ".");
        }

        private struct Section
        {
            public int Offset;
            public int Size;
            public int Count;
        }
    }

#if !GLIBCXX_REWRITE_TEST
    /// <summary>The MSBuild task: reads <see cref="Source"/>, writes the rewritten library to <see cref="Destination"/>.</summary>
    public sealed class RewriteLibTorchSharp : Microsoft.Build.Utilities.Task
    {
        [Microsoft.Build.Framework.Required]
        public string Source { get; set; }

        [Microsoft.Build.Framework.Required]
        public string Destination { get; set; }

        public override bool Execute()
        {
            try
            {
                byte[] rewritten = GlibcxxRewrite.Apply(File.ReadAllBytes(Source));
                Directory.CreateDirectory(Path.GetDirectoryName(Destination));
                File.WriteAllBytes(Destination, rewritten);
                return true;
            }
            catch (InvalidDataException e)
            {
                Log.LogError(
                    "{0} is not the TorchSharp library that the GLIBCXX rewrite was made for. {1} "
                    + "Use the TorchSharp version of Directory.Packages.props, or revise eng/torch/GlibcxxRewrite.cs for the new one "
                    + "(docs/decisions/0001-torchsharp-on-older-linux.md).", Source, e.Message);
                return false;
            }
        }
    }
#endif
}
