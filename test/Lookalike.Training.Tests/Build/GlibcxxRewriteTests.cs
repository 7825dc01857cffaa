using System.Buffers.Binary;
using System.Text;
using FsCheck.Xunit;
using Lookalike.Build;
using TorchSharp;

namespace Lookalike.Training.Tests.Build;

public sealed class GlibcxxRewriteTests
{
    [Fact]
    public void The_requirement_of_the_new_version_becomes_one_of_the_old_version()
    {
        var elf = new SmallElf();
        byte[] rewritten = GlibcxxRewrite.Apply(elf.Build());

        Assert.Equal(SmallElf.HashOf("GLIBCXX_3.4.20"), BinaryPrimitives.ReadUInt32LittleEndian(rewritten.AsSpan(elf.FirstNeed)));
        Assert.Equal(
            BinaryPrimitives.ReadUInt32LittleEndian(rewritten.AsSpan(elf.FirstNeed + 16 + 8)),
            BinaryPrimitives.ReadUInt32LittleEndian(rewritten.AsSpan(elf.FirstNeed + 8)));
    }

    [Fact]
    public void The_symbol_is_replaced_and_nothing_else_in_the_file_changes()
    {
        var elf = new SmallElf();
        byte[] original = elf.Build();
        byte[] rewritten = GlibcxxRewrite.Apply(original);

        Assert.Contains("_ZSt13get_terminatev\0", Encoding.Latin1.GetString(rewritten), StringComparison.Ordinal);
        Assert.DoesNotContain("_ZSt21ios_base_library_initv", Encoding.Latin1.GetString(rewritten), StringComparison.Ordinal);
        int symbol = Encoding.Latin1.GetString(original).IndexOf("_ZSt21", StringComparison.Ordinal);
        for (int i = 0; i < original.Length; i++)
        {
            bool inSymbol = i >= symbol && i < symbol + "_ZSt13get_terminatev\0".Length;
            bool inNeed = i >= elf.FirstNeed && i < elf.FirstNeed + 12;
            if (!inSymbol && !inNeed) Assert.Equal(original[i], rewritten[i]);
        }
    }

    [Fact]
    public void The_input_is_left_as_it_was()
    {
        byte[] original = new SmallElf().Build();
        byte[] before = [.. original];
        GlibcxxRewrite.Apply(original);
        Assert.Equal(before, original);
    }

    [Fact]
    public void A_library_without_the_symbol_is_refused_by_name()
    {
        var e = Assert.Throws<InvalidDataException>(() => GlibcxxRewrite.Apply(new SmallElf { Symbol = "_ZSt21some_other_function_v" }.Build()));
        Assert.Contains("_ZSt21ios_base_library_initv", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.33", "GLIBCXX_3.4.20", "GLIBCXX_3.4.32")]
    [InlineData("GLIBCXX_3.4.32", "GLIBCXX_3.4.21", "GLIBCXX_3.4.20")]
    public void A_library_without_one_of_the_versions_is_refused_by_name(string first, string second, string missing)
    {
        var e = Assert.Throws<InvalidDataException>(() => GlibcxxRewrite.Apply(new SmallElf { Versions = [first, second] }.Build()));
        Assert.Contains(missing, e.Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public void Cut_and_damaged_libraries_are_refused_or_rewritten_but_never_crash(ushort cut, ushort at, byte value)
    {
        byte[] elf = new SmallElf().Build();
        elf[at % elf.Length] = value;
        byte[] damaged = cut % 2 == 0 ? elf : elf[..(cut % elf.Length)];
        try
        {
            Assert.Equal(damaged.Length, GlibcxxRewrite.Apply(damaged).Length);
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    }

    [Fact]
    public void The_real_library_loads_and_adds_two_tensors()
    {
        using var sum = torch.tensor(new float[] { 1, 2 }) + torch.tensor(new float[] { 3, 4 });
        Assert.Equal([4f, 6f], sum.data<float>().ToArray());
    }

    [Fact]
    public void The_real_library_in_the_output_asks_for_no_libstdcxx_newer_than_GCC_12()
    {
        if (!OperatingSystem.IsLinux()) return;
        string library = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so")));
        Assert.DoesNotContain("_ZSt21ios_base_library_initv\0", library, StringComparison.Ordinal);
    }
}
