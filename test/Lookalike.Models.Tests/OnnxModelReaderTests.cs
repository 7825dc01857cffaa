using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;
using Lookalike.Models.Tests.Onnx;

namespace Lookalike.Models.Tests;

public sealed class OnnxModelReaderTests
{
    [Fact]
    public void A_changed_file_with_a_right_checksum_is_refused_or_is_the_same_network()
    {
        byte[] body = HostileFile.Body();
        string fingerprint = SampleModels.Create().Metadata.Fingerprint;
        int accepted = 0;
        for (int bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(fingerprint, HostileFile.Read(body).Metadata.Fingerprint);
                accepted++;
            }
            catch (ModelFileException)
            {
                // Refused, which is what most changes deserve; any other exception fails the test.
            }

            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.InRange(accepted, 1, body.Length); // node names, the producer and the texts may differ
    }

    [Fact]
    public void Every_truncation_with_a_right_checksum_is_refused()
    {
        byte[] body = HostileFile.Body();
        for (int length = 0; length < body.Length; length++) HostileFile.Refusal(body[..length]);
    }

    [FsCheck.Xunit.Property(MaxTest = 2000, Replay = "(20261123,1)")]
    public void Bytes_spliced_into_a_file_never_cause_another_exception(FsCheck.NonNegativeInt place, byte[] inserted, byte removed)
    {
        byte[] body = HostileFile.Body();
        int at = place.Get % body.Length, end = Math.Min(body.Length, at + removed);
        byte[] spliced = [.. body[..at], .. inserted ?? [], .. body[end..]];

        Exception? e = Record.Exception(() => HostileFile.Read(spliced));

        Assert.True(e is null or ModelFileException, $"{e}");
    }

    [FsCheck.Xunit.Property(MaxTest = 2000, Replay = "(20261123,1)")]
    public void Random_bytes_are_refused(byte[] bytes)
    {
        HostileFile.Refusal(bytes ?? []);
    }

    [Theory]
    [InlineData("lookalike.schema", "1", "the schema version: expected 2, 3 or 4, found '1'. Another version of Lookalike wrote it: update this one, or train the model again.")]
    [InlineData("lookalike.latent_size", "4", "the latent size: expected 3, found '4'")]
    [InlineData("lookalike.fingerprint", "00", "the fingerprint: expected ")]
    [InlineData("lookalike.recipe", "[]", "lookalike.recipe: expected a JSON object, found Array")]
    [InlineData("lookalike.training", "{", "lookalike.training: expected JSON")]
    [InlineData("lookalike.preprocessing", "null", "expected an object, found null")]
    [InlineData("lookalike.preprocessing", "{}", "lookalike.preprocessing: ")]
    [InlineData("lookalike.preprocessing", """{"channels":2,"height":8,"width":6,"background":0,"fit":"pad","layout":"NCHW","range":[0,1]}""", "expected 1 or 3 channels, found 2")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":0,"width":6,"background":0,"fit":"pad","layout":"NCHW","range":[0,1]}""", "expected a height of 1..8192, found 0")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":8,"width":8193,"background":0,"fit":"pad","layout":"NCHW","range":[0,1]}""", "expected a width of 1..8192, found 8193")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":8,"width":6,"background":256,"fit":"pad","layout":"NCHW","range":[0,1]}""", "lookalike.preprocessing: ")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":8,"width":6,"background":0,"fit":"squeeze","layout":"NCHW","range":[0,1]}""", "expected a fit of pad, crop, stretch, found 'squeeze'")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":8,"width":6,"background":0,"fit":"pad","layout":"NHWC","range":[0,1]}""", "expected the layout NCHW, found 'NHWC'")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":8,"width":6,"background":0,"fit":"pad","layout":"NCHW","range":[-1,1]}""", "expected the range [0,1]")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":8,"width":6,"background":0,"fit":"pad","layout":"NCHW","range":[0,1],"mean":3}""", "lookalike.preprocessing: ")]
    [InlineData("lookalike.preprocessing", """{"channels":3,"height":8,"width":6,"background":0,"fit":"pad","layout":"NCHW","range":[0,1]}""", "encoder layer 0 (ConvolutionLayer): expected an input of 1 channels, found [N,3,8,6]")]
    [InlineData("lookalike.preprocessing", """{"channels":1,"height":8192,"width":8192,"background":0,"fit":"pad","layout":"NCHW","range":[0,1]}""", "expected pixels of at most 16777216 values")]
    public void Metadata_that_does_not_fit_is_refused(string key, string value, string message)
    {
        ModelFileException changed = HostileFile.Refusal(m => m.MetadataProps.Single(p => p.Key == key).Value = value);
        ModelFileException missing = HostileFile.Refusal(m => m.MetadataProps.Remove(m.MetadataProps.Single(p => p.Key == key)));

        Assert.Contains(message, changed.Message, StringComparison.Ordinal);
        Assert.Contains($"metadata: expected the entry {key}, found none", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_that_were_not_written_are_refused()
    {
        Assert.Contains("the ONNX IR version: expected 7, found '10'", HostileFile.Refusal(static m => m.IrVersion = 10).Message, StringComparison.Ordinal);
        Assert.Contains("operator set 13 and no other, found '' 12", HostileFile.Refusal(static m => m.OpsetImport[0].Version = 12).Message, StringComparison.Ordinal);
        Assert.Contains("'com.microsoft' 1", HostileFile.Refusal(static m => m.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("expected a graph, found none", HostileFile.Refusal(static m => m.Graph = null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_is_refused()
    {
        Assert.Contains("'lookalike.recipe' twice", HostileFile.Refusal(static m => m.MetadataProps.Add(m.MetadataProps.Single(static p => p.Key == "lookalike.recipe"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_and_outputs_are_the_promised_ones()
    {
        Assert.Contains("the graph's inputs: expected pixels [N,1,8,6], found 'pixels [N,1,8,7]'", HostileFile.Refusal(static m => m.Graph.Input[0].Type.TensorType.Shape.Dim[3].DimValue = 7).Message, StringComparison.Ordinal);
        Assert.Contains("pixels of another type", HostileFile.Refusal(static m => m.Graph.Input[0].Type.TensorType.ElemType = 10).Message, StringComparison.Ordinal);
        Assert.Contains("pixels of another type", HostileFile.Refusal(static m => m.Graph.Input[0].Type = null).Message, StringComparison.Ordinal);
        Assert.Contains("the graph's outputs: expected latent [N,3], reconstruction [N,1,8,6], found 'latent [N,3]'", HostileFile.Refusal(static m => m.Graph.Output.RemoveAt(1)).Message, StringComparison.Ordinal);
    }
}
