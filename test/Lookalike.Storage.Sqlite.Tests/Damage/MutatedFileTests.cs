using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Damage;

/// <summary>
/// Invariant: whatever bytes of a file change, a search gives the same neighbours at the same distances or the store's own exception. A key
/// lies in a record, which has no checksum; where another is read in its place, the verification finds it.
/// </summary>
public sealed class MutatedFileTests : StoreTest
{
    private const int Rounds = 400;
    private const int Seed = 9;

    [Fact]
    public async Task Changed_bytes_change_no_distance_in_silence()
    {
        await PicturesAsync([.. Enumerable.Range(0, 1500).Select(i => Picture.At($"picture {i}", i, i % 7, i % 11))]);
        Store.Dispose();
        byte[] good = await File.ReadAllBytesAsync(DatabasePath, Token);
        (string Key, double Score)[] expected = (await SearchAsync(DatabasePath))!;
        Assert.Equal(100, expected.Length);
        var random = new Random(Seed);
        int refused = 0, same = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bad = [.. good];
            int page = random.Next(bad.Length / 16384) * 16384;
            for (int i = 0; i <= random.Next(8); i++) bad[round % 4 == 0 ? random.Next(bad.Length) : page + random.Next(round % 4 == 1 ? 100 : 16384)] ^= (byte)(1 << random.Next(8));
            string path = Path.Combine(Folder, "mutated.db");
            await File.WriteAllBytesAsync(path, bad, Token);

            (string Key, double Score)[]? found = await SearchAsync(path);

            if (found is null)
            {
                refused++;
            }
            else if (found.SequenceEqual(expected))
            {
                same++;
            }
            else
            {
                Assert.True(found.Select(f => f.Score).SequenceEqual(expected.Select(f => f.Score)), $"Round {round} of seed {Seed}: other distances, and no error.");
                using var store = new SqliteVectorStore(path, new() { ReadOnly = true });
                Assert.NotEmpty((await store.GetCollection<string, Picture>("pictures").VerifyAsync(Token)).Faults);
            }
        }

        Assert.True(refused > 20 && same > 20, $"{refused} refused and {same} the same of {Rounds}: the changes try nothing.");
    }

    private static async Task<(string Key, double Score)[]?> SearchAsync(string path)
    {
        using var store = new SqliteVectorStore(path, new() { ReadOnly = true });
        try
        {
            return await store.GetCollection<string, Picture>("pictures").SearchAsync(new float[] { 700, 3, 5 }, 100, cancellationToken: Token)
                .Select(hit => (hit.Record.Key, hit.Score!.Value)).ToArrayAsync(Token);
        }
        catch (VectorStoreException)
        {
            return null;
        }
    }
}
