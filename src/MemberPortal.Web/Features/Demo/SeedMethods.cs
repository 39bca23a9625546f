using System.Globalization;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// Puts the cards that are on file here on file at the provider's stand-in too, so that one tap pays with them; a card
/// that was declined here is declined there from now on.
/// </summary>
internal sealed class SeedMethods(HttpClient sandbox)
{
    public async Task RunAsync(DemoRows rows, CancellationToken cancellationToken)
    {
        var members = rows.Members.ToDictionary(member => member.Id);
        foreach (var method in rows.PaymentMethods.Where(method => method.Kind == PaymentMethodKind.Card))
        {
            method.ProviderMethodId = await KeepAsync(members[method.MemberId], method, cancellationToken);
            if (method.LastDecline is { } reason)
                await DeclineFromNowOnAsync(method.ProviderMethodId, reason, cancellationToken);
        }
    }

    private async Task<string> KeepAsync(Member member, PaymentMethod method, CancellationToken cancellationToken)
    {
        member.ProviderCustomerId ??= await PostAsync(
            "v1/customers", new() { ["name"] = member.Name, ["email"] = member.Email! }, cancellationToken);
        var id = await PostAsync(
            "v1/payment_methods",
            new()
            {
                ["type"] = "card",
                ["card[number]"] = "4242424242424242",
                ["card[exp_month]"] = method.ExpMonth!.Value.ToString(CultureInfo.InvariantCulture),
                ["card[exp_year]"] = method.ExpYear!.Value.ToString(CultureInfo.InvariantCulture),
                ["card[cvc]"] = "123",
            },
            cancellationToken);
        return await PostAsync($"v1/payment_methods/{id}/attach", new() { ["customer"] = member.ProviderCustomerId }, cancellationToken);
    }

    private async Task DeclineFromNowOnAsync(string id, string reason, CancellationToken cancellationToken)
    {
        using var answer = await sandbox.PostAsJsonAsync(
            "_sandbox/actions", new { Action = "decline-card", Id = id, Code = reason }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string> PostAsync(string path, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await sandbox.PostAsync(new Uri(path, UriKind.Relative), form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Made>(cancellationToken))!.Id;
    }

    private sealed record Made(string Id);
}
