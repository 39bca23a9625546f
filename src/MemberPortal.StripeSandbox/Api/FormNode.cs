namespace MemberPortal.StripeSandbox.Api;

/// <summary>Form fields as the tree their names describe: <c>a[b][0]=c</c>, <c>a[]=c</c> (6-stripe.md, 5).</summary>
internal sealed class FormNode
{
    private const int DeepestNesting = 10;

    public string? Value { get; private set; }

    public OrderedDictionary<string, FormNode> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Somebody has asked for it: what nobody asks for is an unknown parameter.</summary>
    public bool IsRead { get; set; }

    public static FormNode Parse(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var root = new FormNode();
        foreach (var (name, value) in fields)
        {
            var node = root;
            foreach (var part in Parts(name))
                node = node.Child(part.Length > 0 ? part : $"{node.Children.Count}");
            node.Value = value;
        }

        return root;
    }

    private static string[] Parts(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || !name.EndsWith(']'))
            return [name];

        string[] parts = [name[..open], .. name[(open + 1)..^1].Split("][")];
        return parts.Length <= DeepestNesting ? parts : throw StripeErrors.Unknown(name);
    }

    private FormNode Child(string name)
    {
        if (!Children.TryGetValue(name, out var child))
            Children[name] = child = new FormNode();
        return child;
    }
}
