using System.Globalization;
using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>
/// Reads a request's parameters and refuses what Stripe would refuse, naming the parameter as <c>line_items[0][quantity]</c>.
/// An empty value is kept as such: it clears a field.
/// </summary>
internal sealed class Parameters(FormNode node, string path = "")
{
    public bool Has(string name) => node.Children.ContainsKey(name);

    /// <summary>Sent as a value rather than as a group.</summary>
    public bool HasValue(string name) => node.Children.TryGetValue(name, out var child) && child.Value is not null;

    public string NameOf(string name) => path.Length == 0 ? name : $"{path}[{name}]";

    public string? Text(string name, int longest = 5000)
    {
        if (!node.Children.TryGetValue(name, out var child))
            return null;

        child.IsRead = true;
        if (child.Value is not { } text)
            throw StripeErrors.Invalid("Invalid string", NameOf(name));
        if (text.Length > longest)
        {
            throw StripeErrors.Invalid(
                $"Invalid string: {text[..20]}...; must be at most {longest} characters", NameOf(name), "parameter_invalid_string");
        }

        return text;
    }

    /// <summary>A text that may be left out but not empty.</summary>
    public string? Filled(string name, int longest = 5000) => Text(name, longest) is not "" and var text
        ? text
        : throw StripeErrors.Invalid(
            $"You passed an empty string for '{NameOf(name)}'. We assume empty values are an attempt to unset a parameter; " +
            $"however '{NameOf(name)}' cannot be unset.", NameOf(name), "parameter_invalid_empty");

    public string Required(string name, int longest = 5000) => Filled(name, longest) ?? throw StripeErrors.Missing(NameOf(name));

    public long? Integer(string name, long least = long.MinValue)
    {
        if (Filled(name) is not { } text)
            return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw StripeErrors.Invalid($"Invalid integer: {text}", NameOf(name), "parameter_invalid_integer");

        return number >= least
            ? number
            : throw StripeErrors.Invalid(
                $"This value must be greater than or equal to {least}.", NameOf(name), "parameter_invalid_integer");
    }

    public long RequiredInteger(string name, long least = long.MinValue) =>
        Integer(name, least) ?? throw StripeErrors.Missing(NameOf(name));

    public bool? Boolean(string name) => Filled(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw StripeErrors.Invalid($"Invalid boolean: {other}", NameOf(name)),
    };

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        if (Filled(name) is not { } text)
            return null;

        return allowed.Contains(text)
            ? text
            : throw StripeErrors.Invalid(
                $"Invalid {NameOf(name)}: must be one of {string.Join(", ", allowed!)}", NameOf(name));
    }

    /// <summary>An absolute http or https address. Placeholders in braces are left alone.</summary>
    public string? Url(string name)
    {
        if (Filled(name) is not { } text)
            return null;

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text
            : throw StripeErrors.Invalid("Not a valid URL", NameOf(name), "url_invalid");
    }

    public string? Email(string name)
    {
        if (Text(name, 512) is not { Length: > 0 } text)
            return null;

        return text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? text
            : throw StripeErrors.Invalid($"Invalid email address: {text}", NameOf(name), "email_invalid");
    }

    public string RequiredCurrency(string name)
    {
        var currency = Required(name).ToLowerInvariant();
        return Currencies.Knows(currency)
            ? currency
            : throw StripeErrors.Invalid($"Invalid currency: {currency}.", NameOf(name));
    }

    /// <summary>A group of parameters, <c>name[…]</c>; null when none of it was sent.</summary>
    public Parameters? Group(string name)
    {
        if (!node.Children.TryGetValue(name, out var child))
            return null;

        return child.Value is null
            ? new Parameters(child, NameOf(name))
            : throw StripeErrors.Invalid("Invalid object", NameOf(name));
    }

    /// <summary>A list of groups, <c>name[0][…]</c>.</summary>
    public IReadOnlyList<Parameters> Groups(string name) => Group(name) is { } list ? [.. list.Names.Select(i => list.Group(i)!)] : [];

    /// <summary>A list of texts, <c>name[0]</c> or <c>name[]</c>; an empty value is an empty list.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (HasValue(name) && Text(name) is "")
            return [];

        return Group(name) is { } list ? [.. list.Names.Select(i => list.Required(i))] : [];
    }

    /// <summary>Copies a field that was sent; an empty value clears it.</summary>
    public void Fill(JsonObject target, string name, int longest = 5000)
    {
        if (Text(name, longest) is { } text)
            target[name] = text.Length > 0 ? text : null;
    }

    /// <summary>What the metadata becomes: at most 50 keys of 40 characters, values of 500; an empty value removes its key.</summary>
    public JsonObject Metadata(JsonObject? before = null)
    {
        var metadata = (JsonObject?)before?.DeepClone() ?? [];
        if (Has("metadata") && node.Children["metadata"].Value == "")
        {
            node.Children["metadata"].IsRead = true;
            return [];
        }

        if (Group("metadata") is not { } sent)
            return metadata;

        foreach (var key in sent.Names)
        {
            if (key.Length > 40)
                throw StripeErrors.Invalid($"Metadata keys can be at most 40 characters: {key}", NameOf("metadata"));
            if (sent.Text(key, 500) is { Length: > 0 } value)
                metadata[key] = value;
            else
                metadata.Remove(key);
        }

        return metadata.Count <= 50 ? metadata : throw StripeErrors.Invalid("Metadata can have at most 50 keys.", NameOf("metadata"));
    }

    /// <summary>The end of reading: whatever has not been asked for is unknown.</summary>
    public void RefuseTheRest()
    {
        foreach (var (name, child) in node.Children)
        {
            if (child.Value is not null && !child.IsRead)
                throw StripeErrors.Unknown(NameOf(name));
            new Parameters(child, NameOf(name)).RefuseTheRest();
        }
    }

    private IReadOnlyList<string> Names => [.. node.Children.Keys];
}
