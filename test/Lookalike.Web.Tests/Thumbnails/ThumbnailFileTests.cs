using Lookalike.Web.Thumbnails;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lookalike.Web.Tests.Thumbnails;

public sealed class ThumbnailFileTests : IDisposable
{
    private const int MaxBytes = 1 << 20, Each = 20_000;

    private readonly Scratch _scratch = new();

    private string Path => _scratch["t"];

    [Fact]
    public void It_grows_to_its_size_and_the_oldest_make_room()
    {
        using ThumbnailFile file = Open();
        for (int i = 0; i < 300; i++) file.Keep(Hash(i), 160, new byte[Each]);

        Assert.NotNull(file.Find(Hash(299), 160));
        Assert.Null(file.Find(Hash(0), 160));
        Assert.InRange(new FileInfo(Path).Length, MaxBytes / 2, MaxBytes * 5 / 4);
        Assert.Equal(["t"], _scratch.Names);
    }

    [Fact]
    public void What_was_kept_is_there_after_it_is_opened_again()
    {
        using (ThumbnailFile file = Open()) file.Keep(Hash(1), 64, [1, 2, 3]);

        using ThumbnailFile again = Open();
        Assert.Equal([1, 2, 3], again.Find(Hash(1), 64)!);
        Assert.Null(again.Find(Hash(1), 160));
    }

    [Fact]
    public void A_damaged_file_keeps_nothing_and_harms_nobody()
    {
        using (ThumbnailFile file = Open()) file.Keep(Hash(1), 64, new byte[Each]);
        byte[] bytes = File.ReadAllBytes(Path);
        new Random(1).NextBytes(bytes.AsSpan(100));
        File.WriteAllBytes(Path, bytes);

        using ThumbnailFile again = Open();
        Assert.Null(again.Find(Hash(1), 64));
        again.Keep(Hash(2), 64, [1]);
    }

    public void Dispose() => _scratch.Dispose();

    private static string Hash(int i) => $"{i:x32}";

    private ThumbnailFile Open() => new(Path, MaxBytes, NullLogger<ThumbnailFile>.Instance);
}
