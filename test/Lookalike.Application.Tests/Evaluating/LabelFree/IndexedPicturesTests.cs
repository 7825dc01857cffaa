using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using Lookalike.Index;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class IndexedPicturesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_come_with_the_pixels_of_their_files_and_the_vectors_that_are_stored()
    {
        using PhotoIndex made = await MakeAsync(6);

        IndexedPictures pictures = await ReadAsync(made);

        Assert.Equal(6, pictures.Images.Count);
        Assert.Empty(pictures.Failures);
        Assert.Empty(pictures.Changed);
        for (int i = 0; i < 6; i++)
            Assert.Equal(pictures.Images[i].ToArray().Select(v => v / 255f), pictures.Images.Vectors!.Value.Slice(i * 192, 192).ToArray());
    }

    [Fact]
    public async Task Of_many_some_are_picked_evenly_in_the_order_of_their_keys()
    {
        using PhotoIndex made = await MakeAsync(9);

        IndexedPictures all = await ReadAsync(made), some = await ReadAsync(made, maximum: 3);

        Assert.Equal(new[] { 0, 3, 6 }.Select(i => all.Images[i].ToArray()), Enumerable.Range(0, 3).Select(i => some.Images[i].ToArray()));
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_and_one_that_has_changed_are_left_out_and_named()
    {
        using PhotoIndex made = await MakeAsync(5);
        File.Delete(made.PathOf("1.png"));
        File.WriteAllText(made.PathOf("2.png"), "text");
        File.WriteAllBytes(made.PathOf("3.png"), PhotoIndex.Noise(8, 8, 99));

        IndexedPictures pictures = await ReadAsync(made);

        // Text is another content as well, so it is a changed picture before it is a broken one.
        Assert.Equal([(made.PathOf("1.png"), PictureFault.Missing)], pictures.Failures.Select(f => (f.Path, f.Fault)));
        Assert.Equal([made.PathOf("2.png"), made.PathOf("3.png")], pictures.Changed);
        Assert.Equal(2, pictures.Images.Count);
        Assert.Equal(pictures.Images[1].ToArray().Select(v => v / 255f), pictures.Images.Vectors!.Value.Slice(192, 192).ToArray());
    }

    [Fact]
    public async Task A_file_that_was_only_touched_is_not_changed()
    {
        using PhotoIndex made = await MakeAsync(3);
        File.SetLastWriteTimeUtc(made.PathOf("1.png"), new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(3, (await ReadAsync(made)).Images.Count);
    }

    [Fact]
    public async Task A_folder_below_the_root_is_measured_alone()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(
            ("a/1.png", PhotoIndex.Noise(8, 8, 1)), ("a/b/2.png", PhotoIndex.Noise(8, 8, 2)), ("ab/3.png", PhotoIndex.Noise(8, 8, 3)), ("4.png", PhotoIndex.Noise(8, 8, 4)));

        Assert.Equal(2, (await ReadAsync(made, made.PathOf("a"))).Images.Count);
        Assert.Equal(4, (await ReadAsync(made, made.Folder + Path.DirectorySeparatorChar)).Images.Count);
    }

    [Fact]
    public async Task A_folder_that_is_not_in_the_index_is_named_with_those_that_are()
    {
        using PhotoIndex made = await MakeAsync(2);
        using var scratch = new Scratch();

        var e = await Assert.ThrowsAsync<IndexException>(() => ReadAsync(made, scratch.Folder));
        Assert.Contains(scratch.Folder, e.Message, StringComparison.Ordinal);
        Assert.Contains(made.Folder, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_at_its_place_is_one_fault()
    {
        using PhotoIndex made = await MakeAsync(3);
        Directory.Delete(made.Folder, recursive: true);

        Assert.Contains($"expected {made.Folder}", (await Assert.ThrowsAsync<IndexException>(() => ReadAsync(made))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_two_pictures_are_refused_and_counted()
    {
        using PhotoIndex made = await MakeAsync(3);
        File.Delete(made.PathOf("0.png"));
        File.WriteAllText(made.PathOf("1.png"), "text");

        var e = await Assert.ThrowsAsync<IndexException>(() => ReadAsync(made));
        Assert.Contains("found 3, of which 1 could not be read and 1 have changed", e.Message, StringComparison.Ordinal);
    }

    private static Task<PhotoIndex> MakeAsync(int count) => PhotoIndex.CreateAsync([.. Enumerable.Range(0, count).Select(i => ($"{i}.png", PhotoIndex.Noise(10, 8, i)))]);

    private static Task<IndexedPictures> ReadAsync(PhotoIndex made, string? folder = null, int maximum = 100) =>
        IndexedPictures.ReadAsync(made.Index, folder, made.Model.Metadata.Preprocessing, (maximum, PictureReader.DefaultMaxPixels), progress: null, Token);
}
