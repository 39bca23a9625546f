using MemberPortal.Billing;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Money being recorded: everything as it was typed, so that it can be shown again.</summary>
internal sealed class RecordForm
{
    public const int LongestReference = 100;

    /// <summary>Under which the page binds it.</summary>
    private const string Name = "Typed";

    /// <summary>Made when the form is first shown: whatever is sent with it is recorded once.</summary>
    public Guid Key { get; set; }

    /// <inheritdoc cref="Claims.DraftForm.Lines"/>
    public List<PartForm> Parts { get; set => field = [.. value.OfType<PartForm>()]; } = [];
    public string? Reference { get; set; }
    public string? Payer { get; set; }

    /// <summary>Of a transfer.</summary>
    public string? ArrivedOn { get; set; }

    public string? Why { get; set; }

    /// <returns>Null where something was typed that cannot be read; <paramref name="problems"/> says what.</returns>
    public MoneyByHand? Read(
        HandWay way, IReadOnlyList<InvoiceRow> invoices, ModelStateDictionary problems, IStringLocalizer<Texts> texts)
    {
        var parts = new List<ReceivedPart>();
        for (var i = 0; i < Parts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Parts[i].Amount))
                continue;

            // An invoice that is none of the member's is told by the use case; its amount is read in any currency.
            var currency = invoices.FirstOrDefault(invoice => invoice.Id == Parts[i].Invoice)?.Currency;
            if (TypedNumber.ReadMoreThanNothing(Parts[i].Amount, currency is null ? 0 : Currency.Of(currency).Exponent, out var minor) is { } problem)
                problems.AddModelError($"{Name}.Parts[{i}].Amount", texts[$"NumberProblem.{problem}"]);
            else
                parts.Add(new(Parts[i].Invoice, minor));
        }

        var arrivedOn = Day(problems, texts);
        Check(Reference, nameof(Reference), LongestReference);
        Check(Payer, nameof(Payer), LongestReference);
        Check(Why, nameof(Why), Comment.Longest);
        return !problems.IsValid ? null : new MoneyByHand
        {
            Key = Key,
            Way = way,
            Parts = parts,
            Reference = Comment.Of(Reference),
            PayerName = Comment.Of(Payer),
            ArrivedOn = arrivedOn,
            Comment = Comment.Of(Why),
        };

        void Check(string? typed, string field, int longest)
        {
            if (typed?.Length > longest)
                problems.AddModelError($"{Name}.{field}", texts["Form.CommentTooLong", longest]);
        }
    }

    private DateOnly? Day(ModelStateDictionary problems, IStringLocalizer<Texts> texts)
    {
        if (string.IsNullOrWhiteSpace(ArrivedOn))
            return null;
        if (TypedDay.TryRead(ArrivedOn, out var day))
            return day;

        problems.AddModelError($"{Name}.{nameof(ArrivedOn)}", texts["Form.NoDay"]);
        return null;
    }
}

/// <summary>What of the money is for one invoice; left blank, nothing is.</summary>
internal sealed class PartForm
{
    public int Invoice { get; set; }
    public string? Amount { get; set; }
}
