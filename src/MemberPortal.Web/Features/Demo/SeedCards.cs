using System.Text.Json;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// Tells the provider's stand-in of the card payments of the past, so that every one in the books is one over there.
/// </summary>
internal sealed class SeedCards(HttpClient sandbox)
{
    private static readonly JsonSerializerOptions SnakeCase = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public async Task RunAsync(IReadOnlyList<DemoCard> cards, string currency, CancellationToken cancellationToken)
    {
        var rows = cards.Select(card => new
        {
            Created = new DateTimeOffset(card.At).ToUnixTimeSeconds(),
            card.Amount,
            Currency = currency.ToLowerInvariant(),
            card.Member.Email,
            card.Member.Name,
            card.Brand,
            card.Last4,
            ClientReferenceId = card.AttemptId,
            Metadata = new { Attempt = card.AttemptId },
        });
        using var answer = await sandbox.PostAsJsonAsync("_sandbox/seed", rows, SnakeCase, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var seeded = await answer.Content.ReadFromJsonAsync<IReadOnlyList<SeededCard>>(SnakeCase, cancellationToken);

        foreach (var (card, atProvider) in cards.Zip(seeded!))
        {
            card.AtProvider = atProvider;
            card.Member.ProviderCustomerId = atProvider.Customer;
        }
    }
}
