using MemberPortal.StripeSandbox.Api;

namespace MemberPortal.StripeSandbox.Idempotency;

/// <summary>The right to run the request under its key, given back when disposed; or the answer it had before.</summary>
internal sealed class KeyClaim(string key, string fingerprint, ApiAnswer? earlier, Action giveBack) : IDisposable
{
    public string Key => key;

    public string Fingerprint => fingerprint;

    public ApiAnswer? Earlier => earlier;

    public void Dispose() => giveBack();
}
