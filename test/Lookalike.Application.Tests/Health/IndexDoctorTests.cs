using Lookalike.Application.Health;
using Lookalike.Core;
using Lookalike.Datasets.Store;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Tests.Health;

/// <summary>An index of a folder of pictures: each kind of damage is named, and mended where it can be.</summary>
public sealed class IndexDoctorTests
{
    [Fact]
    public async Task A_sound_index_is_healthy_and_all_of_its_images_find_themselves()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();

        HealthReport report = await made.ExamineAsync();

        Assert.True(report.IsHealthy, Text(report));
        Assert.Equal((PictureIndex.Pictures, PictureIndex.Pictures), (report.Images, report.Sampled));
        Assert.Empty(report.NotChecked);
        Assert.StartsWith("healthy: 40 images, 40 encoded again", report.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(1000, PictureIndex.Pictures)]
    public async Task As_many_images_are_encoded_again_as_are_asked_for_and_there_are(int sample, int sampled)
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        Assert.Equal(sampled, (await made.ExamineAsync(new HealthOptions { Sample = sample })).Sampled);
    }

    [Fact]
    public async Task A_flipped_byte_among_the_vectors_is_named_by_its_block_and_mended_by_encoding_the_images_again()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        ReadOnlyMemory<float> right = (await made.FindAsync(PictureIndex.Key(3)))!.Vector;
        await made.DamageAsync((_, vectors) => vectors[3 * 8] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(vectors[3 * 8]) ^ 0x10), silent: false);

        HealthFinding found = Assert.Single((await made.ExamineAsync()).Findings);
        Assert.Equal((HealthFindingKind.DamagedBlock, "block 0 of 'Vector'", PictureIndex.Pictures), (found.Kind, found.Place, found.Images));
        Assert.Contains("expected the checksum", found.Message, StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.DamagedBlock);
        Assert.Equal(right.ToArray(), (await made.FindAsync(PictureIndex.Key(3)))!.Vector.ToArray());
    }

    [Fact]
    public async Task A_damaged_block_stays_a_finding_until_all_its_images_could_be_encoded_again()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.DamageAsync((_, vectors) => vectors[0] += 1e-6f, silent: false);
        await File.WriteAllTextAsync(made.File(5), "no picture", TestContext.Current.CancellationToken);

        HealthReport report = await made.FixAsync();

        HealthFinding left = Assert.Single(report.Findings, f => f.Kind == HealthFindingKind.DamagedBlock);
        Assert.Contains($"1 of 40 images could not be encoded again, first {PictureIndex.Key(5)}", left.NotMended, StringComparison.Ordinal);
        Bitmap.Write(made.File(5), 5);
        await MendedAsync(made, HealthFindingKind.DamagedBlock);
    }

    [Fact]
    public async Task A_block_that_cannot_be_read_is_named_and_mended()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.ExecuteAsync("UPDATE vectors_1_0 SET vectors = substr(vectors, 1, 13)");

        HealthReport report = await made.ExamineAsync();
        Assert.Equal(HealthFindingKind.DamagedBlock, Assert.Single(report.Findings).Kind);
        Assert.Contains("a damaged block", Assert.Single(report.NotChecked), StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.DamagedBlock);
    }

    [Fact]
    public async Task Another_model_is_named_by_both_fingerprints_and_nothing_is_mended_with_it()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        using IImageEncoder other = PictureIndex.Model(seed: 2);
        File.Delete(made.File(1));

        HealthReport report = await made.Doctor(other).FixAsync(TestContext.Current.CancellationToken);

        HealthFinding found = Assert.Single(report.Findings, f => f.Kind == HealthFindingKind.WrongModel);
        Assert.Contains($"expected a model with the fingerprint {made.Encoder.Description.Fingerprint[..12]}, found {other.Description.Fingerprint[..12]}", found.Message, StringComparison.Ordinal);
        Assert.Equal(RemedyKind.Rebuild, found.Remedy!.Kind);
        Assert.All(report.Findings, f => Assert.NotNull(f.NotMended));
        Assert.Empty(report.Mended);
        Assert.NotNull(await made.FindAsync(PictureIndex.Key(1)));
    }

    [Fact]
    public async Task Without_a_model_the_rest_is_looked_at_and_mended()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        File.Delete(made.File(1));
        Bitmap.Write(made.File(2), seed: 99);

        HealthReport report = await made.Doctor(encoder: null).FixAsync(TestContext.Current.CancellationToken);

        Assert.Equal(PictureIndex.Key(1), Assert.Single(report.Mended).Key);
        HealthFinding left = Assert.Single(report.Findings);
        Assert.Equal((HealthFindingKind.ChangedImage, "there is no model to encode with"), (left.Kind, left.NotMended));
        Assert.Contains("no model", Assert.Single(report.NotChecked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vector_with_NaN_is_named_and_mended()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.DamageAsync((_, vectors) => vectors[(7 * 8) + 2] = float.NaN, silent: true);

        HealthFinding found = Assert.Single((await made.ExamineAsync()).Findings);
        Assert.Equal((HealthFindingKind.NotFiniteVector, PictureIndex.Key(7)), (found.Kind, found.Key));
        Assert.Contains("NaN at 2", found.Message, StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.NotFiniteVector);
    }

    [Fact]
    public async Task A_vector_of_zeros_is_named_and_mended()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.DamageAsync((_, vectors) => vectors.AsSpan(9 * 8, 8).Clear(), silent: true);

        HealthFinding found = Assert.Single((await made.ExamineAsync(new HealthOptions { Sample = 1 })).Findings);
        Assert.Equal((HealthFindingKind.ZeroVector, PictureIndex.Key(9)), (found.Kind, found.Key));

        await MendedAsync(made, HealthFindingKind.ZeroVector);
    }

    [Fact]
    public async Task Vectors_of_zeros_that_the_model_gives_are_no_findings()
    {
        using PictureIndex made = await PictureIndex.CreateAsync(seed: null);
        Assert.True((await made.ExamineAsync()).IsHealthy);
    }

    [Fact]
    public async Task An_image_whose_vector_is_anothers_is_named_with_what_it_finds_and_mended()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.DamageAsync((_, vectors) =>
        {
            for (int i = 0; i < 8; i++) (vectors[i], vectors[8 + i]) = (vectors[8 + i], vectors[i]);
        }, silent: true);

        HealthReport report = await made.ExamineAsync();
        Assert.Equal([PictureIndex.Key(0), PictureIndex.Key(1)], report.Findings.Select(f => f.Key));
        Assert.All(report.Findings, f => Assert.Equal(HealthFindingKind.WrongVector, f.Kind));
        Assert.Contains($"A search with it finds {PictureIndex.Key(1)} first", report.Findings[0].Message, StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.WrongVector);
    }

    [Fact]
    public async Task An_image_without_a_vector_is_named_and_mended()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.DamageAsync((occupied, _) => occupied[0] &= 0b1111_0111, silent: false);
        await made.WriteAsync(index => index.UpsertAsync(new ImageRecord { Key = "x", Set = "pictures", Vector = new float[8] }));
        await MendedAsync(made, HealthFindingKind.DamagedBlock);

        await made.ExecuteAsync("DELETE FROM vectors_1_0");
        HealthFinding found = Assert.Single((await made.ExamineAsync()).Findings);
        Assert.Equal((HealthFindingKind.MissingVector, PictureIndex.Pictures), (found.Kind, found.Images));

        await MendedAsync(made, HealthFindingKind.MissingVector);
    }

    [Fact]
    public async Task A_vector_without_an_image_is_named_and_mended()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.ExecuteAsync($"DELETE FROM records_1 WHERE Key = '{PictureIndex.Key(4)}'");

        Assert.Equal(HealthFindingKind.StrayVector, Assert.Single((await made.ExamineAsync()).Findings).Kind);
        await MendedAsync(made, HealthFindingKind.StrayVector);
    }

    [Fact]
    public async Task An_index_from_before_checksums_says_so_and_has_them_after_a_fix()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.ExecuteAsync("ALTER TABLE vectors_1_0 DROP COLUMN checksum; PRAGMA user_version = 2");

        HealthReport report = await made.ExamineAsync();
        Assert.StartsWith("healthy as far as it was checked", report.Verdict, StringComparison.Ordinal);
        Assert.Contains("checksums", Assert.Single(report.NotChecked), StringComparison.Ordinal);

        Assert.True((await made.FixAsync()).IsHealthy);
        Assert.Empty((await made.ExamineAsync()).NotChecked);
    }

    [Fact]
    public async Task What_the_check_of_SQLite_finds_is_named_and_left_alone()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.ExecuteAsync("PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'vectors_1_0_version') WHERE name = 'sqlite_autoindex_records_1_1'");

        HealthReport report = await made.FixAsync();

        Assert.Contains(report.Findings, f => f.Kind == HealthFindingKind.DamagedFile && f.Message.Contains("index the images again", StringComparison.Ordinal));
        Assert.All(report.Findings, f => Assert.NotNull(f.NotMended));
        Assert.Empty(report.Mended);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_finding_and_is_left_alone()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        byte[] bytes = await File.ReadAllBytesAsync(made.IndexPath, TestContext.Current.CancellationToken);
        bytes.AsSpan(0, 10).Clear();
        await File.WriteAllBytesAsync(made.IndexPath, bytes, TestContext.Current.CancellationToken);

        foreach (HealthReport report in new[] { await made.ExamineAsync(), await made.FixAsync() })
        {
            HealthFinding found = Assert.Single(report.Findings);
            Assert.Equal((HealthFindingKind.UnreadableIndex, made.IndexPath), (found.Kind, found.Place));
            Assert.Contains("not a SQLite database", found.Message, StringComparison.Ordinal);
            Assert.Contains("index the images again", found.Message, StringComparison.Ordinal);
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(made.IndexPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_table_that_is_gone_is_a_finding_and_is_left_alone()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.ExecuteAsync("DROP TABLE vectors_1_0");

        HealthFinding found = Assert.Single((await made.FixAsync()).Findings);

        Assert.Equal(HealthFindingKind.UnreadableIndex, found.Kind);
        Assert.Contains("vectors_1_0", found.Message, StringComparison.Ordinal);
        Assert.NotNull(found.NotMended);
    }

    [Fact]
    public async Task A_missing_index_is_refused()
    {
        using var scratch = new Scratch();
        var doctor = new IndexDoctor(TestEngine.Sqlite, scratch["none.db"], encoder: null, new DatasetStore());
        Assert.Contains("none.db", (await Assert.ThrowsAsync<IndexException>(() => doctor.ExamineAsync(TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_is_not_mended_while_another_writes_to_it_and_can_be_looked_at()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.WriteAsync(async _ =>
        {
            await Assert.ThrowsAsync<IndexException>(made.FixAsync);
            Assert.True((await made.ExamineAsync()).IsHealthy);
        });
    }

    private static async Task MendedAsync(PictureIndex made, HealthFindingKind kind)
    {
        HealthReport report = await made.FixAsync();
        Assert.True(report.IsHealthy, Text(report));
        Assert.Contains(report.Mended, f => f.Kind == kind);
        Assert.True((await made.ExamineAsync()).IsHealthy);
    }

    private static string Text(HealthReport report) => string.Join('\n', report.Findings.Select(f => $"{f.Kind} {f.Place}: {f.Message} {f.NotMended}"));
}
