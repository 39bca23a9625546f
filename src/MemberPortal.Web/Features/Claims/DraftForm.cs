using System.Globalization;
using MemberPortal.Billing;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Claims;

/// <summary>An invoice being written: everything as it was typed, so that it can be shown again.</summary>
internal sealed class DraftForm
{
    public const int MostLines = 30;

    /// <summary>Under which the page binds it.</summary>
    private const string Name = "Typed";

    /// <summary>Made when the form of a new invoice is first shown: whatever is sent with it makes one draft.</summary>
    public Guid? Key { get; set; }

    /// <summary>What is sent as a line and has nothing of one is none.</summary>
    public List<LineForm> Lines { get; set => field = [.. value.OfType<LineForm>()]; } = [];

    /// <summary>Empty for none.</summary>
    public string? DueOn { get; set; }

    public string? Why { get; set; }

    public static DraftForm Of(Invoice draft) => new()
    {
        Lines = [.. draft.Lines.OrderBy(line => line.Position).Select(line => LineForm.Of(line, draft.Currency))],
        DueOn = draft.DueOn is { } day ? TypedDay.Of(day) : null,
    };

    /// <returns>Null where something was typed that cannot be read; <paramref name="problems"/> says what.</returns>
    public DraftWish? Read(
        IReadOnlyList<Product> products, Currency currency, ModelStateDictionary problems, IStringLocalizer<Texts> texts)
    {
        var lines = Lines.Take(MostLines)
            .Select((line, i) => line.IsBlank ? null : line.Read($"{Name}.Lines[{i}]", products, currency, problems, texts))
            .OfType<DraftLine>()
            .ToList();
        DateOnly? dueOn = null;
        if (!string.IsNullOrWhiteSpace(DueOn))
        {
            if (TypedDay.TryRead(DueOn, out var day))
                dueOn = day;
            else
                problems.AddModelError($"{Name}.{nameof(DueOn)}", texts["Form.NoDay"]);
        }

        if (Why?.Length > Comment.Longest)
            problems.AddModelError($"{Name}.{nameof(Why)}", texts["Form.CommentTooLong", Comment.Longest]);

        return problems.IsValid ? new DraftWish { Lines = lines, DueOn = dueOn, Comment = Comment.Of(Why), FormKey = Key } : null;
    }
}

/// <summary>One line of it; left blank it is none. What a product says is taken from it where nothing is typed.</summary>
internal sealed class LineForm
{
    public const int LongestDescription = 200;
    private const long MostPieces = 999;
    private const int WholeRate = 10_000;

    /// <summary>Its id; empty for a free line.</summary>
    public string? Product { get; set; }

    public string? Description { get; set; }
    public string? Quantity { get; set; } = "1";
    public string? Price { get; set; }

    /// <summary>Per cent.</summary>
    public string? Vat { get; set; }

    public string? From { get; set; }
    public string? Until { get; set; }

    public bool IsBlank =>
        string.IsNullOrWhiteSpace(Product) && string.IsNullOrWhiteSpace(Description) && string.IsNullOrWhiteSpace(Price);

    public static LineForm Of(InvoiceLine line, string currency) => new()
    {
        Product = line.ProductId?.ToString(CultureInfo.InvariantCulture),
        Description = line.Description,
        Quantity = line.Quantity.ToString(CultureInfo.InvariantCulture),
        Price = MoneyText.NumberOf(line.UnitPrice, currency),
        Vat = (line.VatRate / 100m).ToString("0.##", Language.Current.Culture),
        From = line.CoversFrom is { } from ? TypedDay.Of(from) : null,
        Until = line.CoversUntil is { } until ? TypedDay.Of(until) : null,
    };

    /// <returns>Whatever can be read; <paramref name="problems"/> says, under <paramref name="name"/>, what cannot.</returns>
    public DraftLine Read(
        string name, IReadOnlyList<Product> products, Currency currency, ModelStateDictionary problems, IStringLocalizer<Texts> texts)
    {
        void Refuse(string field, string key) => problems.AddModelError($"{name}.{field}", texts[key]);

        var product = products.FirstOrDefault(p => p.Id.ToString(CultureInfo.InvariantCulture) == Product);
        if (product is null && !string.IsNullOrWhiteSpace(Product))
            Refuse(nameof(Product), "Assign.ProductMissing");

        var description = string.IsNullOrWhiteSpace(Description) ? product?.Name : Description.Trim();
        if (description is null)
            Refuse(nameof(Description), "Draft.DescriptionMissing");
        else if (description.Length > LongestDescription)
            Refuse(nameof(Description), "Draft.DescriptionTooLong");

        var quantity = Number(Quantity, 0, inBlank: 1, nameof(Quantity), Refuse);
        if (quantity is 0 or > MostPieces)
            Refuse(nameof(Quantity), "Draft.WrongQuantity");

        var rate = Number(Vat, 2, inBlank: product?.VatRate ?? 0, nameof(Vat), Refuse);
        if (rate > WholeRate)
            Refuse(nameof(Vat), "NumberProblem.TooLarge");

        var (from, until) = (Day(From, nameof(From), Refuse), Day(Until, nameof(Until), Refuse));
        if (until < from)
            Refuse(nameof(Until), "Draft.EndsBeforeStart");

        return new DraftLine
        {
            ProductId = product?.Id,
            Description = description ?? "",
            Quantity = (int)Math.Min(quantity, MostPieces),
            UnitPrice = Number(Price, currency.Exponent, product?.Price, nameof(Price), Refuse),
            VatRate = (int)Math.Min(rate, WholeRate),
            CoversFrom = product is null ? null : from,
            CoversUntil = product is null ? null : until,
        };
    }

    /// <param name="typed">What was typed.</param>
    /// <param name="decimals">How many there may be.</param>
    /// <param name="inBlank">What nothing typed means; null: something must be.</param>
    /// <param name="field">Where it was typed.</param>
    /// <param name="refuse">Says what is wrong.</param>
    private static long Number(string? typed, int decimals, long? inBlank, string field, Action<string, string> refuse)
    {
        if (string.IsNullOrWhiteSpace(typed) && inBlank is { } meant)
            return meant;

        if (TypedNumber.Read(typed, decimals, out var number) is { } problem)
            refuse(field, $"NumberProblem.{problem}");
        return number;
    }

    private static DateOnly? Day(string? typed, string field, Action<string, string> refuse)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (TypedDay.TryRead(typed, out var day))
            return day;

        refuse(field, "Form.NoDay");
        return null;
    }
}
