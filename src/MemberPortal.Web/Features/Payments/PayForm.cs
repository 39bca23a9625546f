using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>The one action of a page on which something can be paid: with the method on file, or on the provider's page.</summary>
/// <param name="Action">Where it posts to.</param>
/// <param name="Minor">Minor units of <paramref name="Currency"/> to pay.</param>
/// <param name="Currency">Of the invoice.</param>
/// <param name="Method">What is on file; null for nothing.</param>
/// <param name="Today">The business day.</param>
internal sealed record PayForm(string Action, long Minor, string Currency, MethodRow? Method, DateOnly Today)
{
    /// <summary>As the payer reads it.</summary>
    public string Amount => MoneyText.Of(Minor, Currency);

    /// <summary>The latest try was refused: another card is the likelier wish.</summary>
    public bool WasDeclined { get; init; }

    /// <summary>Only the one button, where the page of the invoice has the rest.</summary>
    public bool IsShort { get; init; }

    public bool ChargesMethod => Method?.CanBeChargedOn(Today) == true;
}
