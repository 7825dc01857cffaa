using Lookalike.Models.Layers;

namespace Lookalike.Models.Tests.Layers;

public sealed class LayerKindsTests
{
    [Fact]
    public void Every_kind_of_layer_is_read_by_the_operator_that_it_names()
    {
        IEnumerable<string> named = typeof(Layer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)
            .Select(static type => (string)type.GetField("Operator", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.GetValue(null)!);

        Assert.Equal(named.Order(StringComparer.Ordinal), LayerKinds.Operators.Order(StringComparer.Ordinal));
    }
}
