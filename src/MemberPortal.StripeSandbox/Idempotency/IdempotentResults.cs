using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Idempotency;

/// <summary>
/// First results by their Idempotency-Key, replayed for 24 hours and then forgotten (6-stripe.md, 7). A key is claimed
/// before anything runs, so the same request twice at once runs once.
/// </summary>
internal sealed class IdempotentResults(SandboxStore store, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly HashSet<string> _running = new(StringComparer.Ordinal);

    /// <summary>Inside the store. Refuses a key that is running, or that was first used with other parameters.</summary>
    public KeyClaim Claim(string key, HttpRequest request, IEnumerable<KeyValuePair<string, string>> fields)
    {
        Prune();
        if (_running.Contains(key))
            throw StripeErrors.KeyInUse();

        var fingerprint = Fingerprint(request, fields);
        if (store.IdempotentResults.Find(key) is not { } first)
        {
            _running.Add(key);
            return new KeyClaim(key, fingerprint, null, () => store.Run(() => _running.Remove(key)));
        }

        if (!first.Is("fingerprint", fingerprint))
            throw StripeErrors.KeyUsedOtherwise(key);

        return new KeyClaim(key, fingerprint, new ApiAnswer((int)first.Number("status"), first.Text("body")!, first.Text("request")), () => { });
    }

    /// <summary>Inside the store, in the same run as the operation: the result and its effect are kept together.</summary>
    public void Keep(KeyClaim claim, ApiAnswer answer, string requestId) => store.IdempotentResults.Keep(new JsonObject
    {
        ["id"] = claim.Key,
        ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
        ["fingerprint"] = claim.Fingerprint,
        ["status"] = (long)answer.Status,
        ["body"] = answer.Body,
        ["request"] = requestId,
    });

    private void Prune()
    {
        var expired = clock.GetUtcNow().Subtract(KeptFor).ToUnixTimeSeconds();
        while (store.IdempotentResults.OldestFirst is [var oldest, ..] && oldest.Number("created") < expired)
            store.IdempotentResults.Remove(oldest.Id());
    }

    private static string Fingerprint(HttpRequest request, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder($"{request.Method} {request.Path}");
        foreach (var (name, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append('=').Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
