using System.Globalization;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.PaymentMethods;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What a person typed into the payment page. Lives for one request; nothing of it is logged.</summary>
public sealed record CardForm : IMethodForm
{
    public string Email { get; init; } = "";
    public string Number { get; init; } = "";
    public string Expiry { get; init; } = "";
    public string Cvc { get; init; } = "";
    public string Name { get; init; } = "";

    public static CardForm Read(IFormCollection form) => new()
    {
        Email = Typed.In(form, "email"),
        Number = Typed.In(form, "number"),
        Expiry = Typed.In(form, "expiry"),
        Cvc = Typed.In(form, "cvc"),
        Name = Typed.In(form, "name"),
    };

    /// <summary>Month and year on the card; null when it cannot be read as such.</summary>
    public (int Month, int Year)? ExpiryDate
    {
        get
        {
            var digits = Digits(Expiry);
            if (digits.Length is not (3 or 4 or 6) || Expiry.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '/' or '-' or '.')))
                return null;

            // 126 is 1/26; the year may be written in full.
            var monthDigits = digits.Length == 3 ? 1 : 2;
            var month = int.Parse(digits[..monthDigits], CultureInfo.InvariantCulture);
            var year = int.Parse(digits[monthDigits..], CultureInfo.InvariantCulture);
            return month is >= 1 and <= 12 ? (month, year < 100 ? 2000 + year : year) : null;
        }
    }

    internal TestCard? Card => TestCard.ByNumber(Digits(Number));

    public IReadOnlyDictionary<string, string> Mistakes(bool asksEmail, DateTimeOffset now)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Note("email", asksEmail ? Typed.EmailMistake(Email) : null);
        Note("number", NumberMistake());
        Note("expiry", ExpiryMistake(now));
        Note("cvc", CvcMistake());
        Note("name", Name.Length == 0 ? "Error.NameMissing" : null);
        return found;

        void Note(string field, string? mistake)
        {
            if (mistake is not null)
                found[field] = mistake;
        }
    }

    JsonObject IMethodForm.Make(MethodBook methods, string? knownEmail)
    {
        var (month, year) = ExpiryDate!.Value;
        return methods.Add(Card!, month, year, MethodObject.Billing(Name, knownEmail ?? Email));
    }

    private string? NumberMistake() => Digits(Number) switch
    {
        _ when Number.Length == 0 => "Error.NumberMissing",
        _ when Number.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '-')) => "Error.NumberInvalid",
        { Length: < 12 or > 19 } => "Error.NumberIncomplete",
        var digits when !HasCheckDigit(digits) => "Error.NumberInvalid",
        _ when Card is null => "Error.NumberNotATestCard",
        _ => null,
    };

    private string? ExpiryMistake(DateTimeOffset now) => ExpiryDate switch
    {
        _ when Expiry.Length == 0 => "Error.ExpiryMissing",
        null => "Error.ExpiryInvalid",
        var (_, year) when year > now.Year + 50 => "Error.ExpiryInvalid",
        var (month, year) when year < now.Year || (year == now.Year && month < now.Month) => "Error.ExpiryPast",
        _ => null,
    };

    private string? CvcMistake() => Cvc switch
    {
        "" => "Error.CvcMissing",
        _ when Cvc.All(char.IsAsciiDigit) && Cvc.Length == (Card?.Brand == "amex" ? 4 : 3) => null,
        { Length: 3 or 4 } when Cvc.All(char.IsAsciiDigit) && Card is null => null,
        _ => "Error.CvcInvalid",
    };

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static bool HasCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9;
        }

        return sum % 10 == 0;
    }
}
