using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Lookalike.Reliability.Fuzzing.Mutations;

/// <summary>Changes a JSON text so that it stays one: values of another type, absurd numbers, members that are missing or too many.</summary>
internal static class JsonMutator
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "2147483647", "2147483648", "-9223372036854775808", "1e308", "1e999", "0.5", "\"\"", "\"x\"", "\"\\u0000\"", "[]", "[null]", "{}", "[{}]",
        "\"NaN\"", "18446744073709551616",
    ];

    public static string Mutate(Random random, string json, out string change)
    {
        JsonNode root = JsonNode.Parse(json)!;
        List<JsonNode> nodes = [];
        Collect(root, nodes);
        List<string> changes = [];
        for (int rounds = random.Next(1, 4); rounds > 0; rounds--)
        {
            JsonNode node = nodes[random.Next(nodes.Count)];
            if (node.Parent is null) continue;
            changes.Add(Once(random, node, nodes));
        }

        change = string.Join(", ", changes);
        return random.Next(20) == 0 ? Values[random.Next(Values.Length)] : root.ToJsonString();
    }

    private static string Once(Random random, JsonNode node, List<JsonNode> nodes)
    {
        string path = node.GetPath();
        switch (random.Next(6))
        {
            case 0 when node.Parent is JsonObject owner:
                owner.Remove(node.GetPropertyName());
                return $"{path} left out";
            case 1 when node.Parent is JsonArray array:
                array.Insert(random.Next(array.Count), node.DeepClone());
                return $"{path} doubled";
            case 2:
                node.ReplaceWith(nodes[random.Next(nodes.Count)].DeepClone());
                return $"{path} is another's value";
            case 3:
                node.ReplaceWith(JsonValue.Create(OddNumbers.Draw(random)));
                return $"{path} is an odd number";
            default:
                string value = Values[random.Next(Values.Length)];
                if (value == "null") Clear(node);
                else node.ReplaceWith(JsonNode.Parse(value));
                return string.Create(CultureInfo.InvariantCulture, $"{path} = {new StringBuilder(value).Replace("\n", " ")}");
        }
    }

    private static void Clear(JsonNode node)
    {
        if (node.Parent is JsonObject owner) owner[node.GetPropertyName()] = null;
        else if (node.Parent is JsonArray array) array[node.GetElementIndex()] = null;
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);
        IEnumerable<JsonNode?> below = node switch
        {
            JsonObject o => o.Select(member => member.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (JsonNode? child in below)
        {
            if (child is not null) Collect(child, nodes);
        }
    }
}
