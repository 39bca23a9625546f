namespace MemberPortal.Web.Features.Payments;

/// <summary>Where a tap on Pay leads.</summary>
internal abstract record PaymentOutcome
{
    /// <summary>To the provider's page.</summary>
    internal sealed record PayAt(Uri Page) : PaymentOutcome;

    /// <summary>The method on file was charged, declined, or its bank asks: the attempt's own page tells.</summary>
    internal sealed record SeeAttempt(string AttemptId) : PaymentOutcome;

    internal sealed record NothingToPay : PaymentOutcome;

    /// <summary>It comes to another sum, or to another card, than the button said; nothing was charged.</summary>
    internal sealed record Changed : PaymentOutcome;

    /// <summary>A charge is under way, or may have been made: paying again could take the money twice.</summary>
    internal sealed record UnderWay : PaymentOutcome;

    /// <summary>Too little or too much for the provider: by bank or at the desk.</summary>
    internal sealed record NotByCard : PaymentOutcome;

    /// <summary>There is no method on file that can be charged; the provider's page takes any card.</summary>
    internal sealed record NoMethod : PaymentOutcome;

    /// <summary>The provider did not answer, and nothing was charged.</summary>
    internal sealed record ProviderAway : PaymentOutcome;

    /// <summary>A pay link was tapped too often in a short time.</summary>
    internal sealed record TooManyTaps(TimeSpan Wait) : PaymentOutcome;

    internal sealed record NoSuchInvoice : PaymentOutcome;
}
