using System.Globalization;
using MemberPortal.StripeSandbox.Events;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>One request to the API, as an operation sees it.</summary>
internal sealed class ApiCall(HttpRequest request, Parameters parameters, Cause cause)
{
    public Parameters Parameters => parameters;

    public Cause Cause => cause;

    /// <summary>The id in the path.</summary>
    public string Id => Convert.ToString(request.RouteValues["id"], CultureInfo.InvariantCulture)!;

    public string Path => request.Path;

    /// <summary>Where this sandbox was reached, and so where a browser finds its pages.</summary>
    public string Origin => $"{request.Scheme}://{request.Host}";

    /// <summary>From here on the answer, error or not, is kept under the idempotency key.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Ends the reading of parameters. Operations look nothing up and change nothing before it.</summary>
    public void Begin()
    {
        parameters.RefuseTheRest();
        HasBegun = true;
    }
}
