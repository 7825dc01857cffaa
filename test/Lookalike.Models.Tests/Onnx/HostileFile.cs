using Google.Protobuf;
using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Tests.Onnx;

/// <summary>Model files that were changed by someone who knows the format, and made their checksum right again.</summary>
internal static class HostileFile
{
    public const int ChecksumLength = 2 + 2 + 18 + 2 + 64;

    public const string Name = "hostile.onnx";

    /// <summary>The bytes of a sample model before its checksum.</summary>
    public static byte[] Body() => SampleModels.Create().Content[..^ChecksumLength].ToArray();

    public static ModelProto Model() => ModelProto.Parser.ParseFrom(Body());

    public static ModelFile Read(byte[] body) => ModelFile.Read(Checksum.Append(body), Name);

    /// <summary>Changes a sample model and reads the result, which must be refused.</summary>
    public static ModelFileException Refusal(Action<ModelProto> change)
    {
        ModelProto model = Model();
        change(model);
        return Refusal(model.ToByteArray());
    }

    public static ModelFileException Refusal(byte[] body)
    {
        ModelFileException e = Assert.Throws<ModelFileException>(() => Read(body));
        Assert.Equal(Name, e.Path);
        Assert.StartsWith(Name + ": ", e.Message, StringComparison.Ordinal);
        return e;
    }
}
