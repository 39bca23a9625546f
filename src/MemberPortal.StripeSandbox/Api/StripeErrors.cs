using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>The errors a caller can make, worded for developers as the API words them.</summary>
internal static class StripeErrors
{
    public static StripeErrorException Invalid(string message, string? param = null, string? code = null, int status = 400) =>
        new(status, Body("invalid_request_error", message, code, param));

    public static StripeErrorException Missing(string param) =>
        Invalid($"Missing required param: {param}.", param, "parameter_missing");

    public static StripeErrorException Unknown(string param) =>
        Invalid($"Received unknown parameter: {param}", param, "parameter_unknown");

    /// <summary>An id in the path that is not there.</summary>
    public static StripeErrorException NotFound(string kind, string id) => NoSuch(kind, id, "id", 404);

    /// <summary>An id that is not there; in a parameter unless the status says otherwise.</summary>
    public static StripeErrorException NoSuch(string kind, string id, string param, int status = 400) =>
        Invalid($"No such {kind}: '{id}'", param, "resource_missing", status);

    public static StripeErrorException KeyInUse() => new(409, Body(
        "invalid_request_error",
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, " +
        "and the other request is still going through). Please try again later.",
        "idempotency_key_in_use"));

    public static StripeErrorException KeyUsedOtherwise(string key) => new(400, Body(
        "idempotency_error",
        $"Keys for idempotent requests can only be used with the same parameters they were first used with. " +
        $"Try using a key other than '{key}' if you meant to execute a different request."));

    /// <summary>A bank's no, as a card_error without the objects it happened to.</summary>
    public static JsonObject Declined(Decline decline)
    {
        var error = Body("card_error", decline.Message, decline.Code);
        error["advice_code"] = decline.AdviceCode;
        if (decline.DeclineCode is { } reason)
            error["decline_code"] = reason;
        if (decline.NetworkCode is { } network)
            error["network_decline_code"] = network;
        return error;
    }

    public static JsonObject Body(string type, string message, string? code = null, string? param = null)
    {
        var error = new JsonObject();
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = DocUrl(code);
        }

        error["message"] = message;
        if (param is not null)
            error["param"] = param;
        error["type"] = type;
        return error;
    }

    public static string DocUrl(string code) => $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
}
