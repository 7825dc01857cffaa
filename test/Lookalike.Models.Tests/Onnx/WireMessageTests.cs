using Google.Protobuf.Reflection;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Tests.Onnx;

public sealed class WireMessageTests
{
    [Fact]
    public void The_table_says_what_the_generated_descriptors_say() => Compare(ModelProto.Descriptor, WireMessage.Model);

    private static void Compare(MessageDescriptor expected, WireMessage found)
    {
        Assert.Equal(expected.Name, found.Name);
        Assert.Equal(expected.Fields.InFieldNumberOrder().Select(f => (f.FieldNumber, f.Name)), found.Fields.Select(f => ((int)f.Number, f.Name)));
        foreach (WireField field in found.Fields)
        {
            FieldDescriptor descriptor = expected.FindFieldByNumber((int)field.Number);
            uint wireType = descriptor.FieldType switch
            {
                _ when descriptor.IsPacked => 2,
                FieldType.Int32 or FieldType.Int64 or FieldType.Enum => 0,
                FieldType.Float => 5,
                _ => 2,
            };
            Assert.Equal((wireType, descriptor.FieldType == FieldType.String), (field.WireType, field.IsText));
            Assert.Equal(descriptor.FieldType == FieldType.Message, field.Message is not null);
            if (field.Message is not null) Compare(descriptor.MessageType, field.Message);
        }
    }
}
