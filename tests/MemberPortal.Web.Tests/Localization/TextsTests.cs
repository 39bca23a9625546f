using System.Text;
using System.Text.RegularExpressions;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Payments;
using MemberPortal.Billing.Products;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.MailLog;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Settings;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Localization;

namespace MemberPortal.Web.Tests.Localization;

/// <summary>Everything that people read, in five languages: nothing missing, nothing left over, nothing still in English.</summary>
public sealed partial class TextsTests
{
    /// <summary>Keys that no literal spells out: a prefix, and the values that are put behind it.</summary>
    private static readonly string[] PutTogetherOnPages =
    [
        .. Of<InvoiceStatus>(), .. Of<ExtraStatus>(), .. Of<AssignmentStatus>(), .. Of<SubscriptionStatus>(), .. Of<PaymentMethodStatus>(),
        .. Of<InvoiceHappening>(), .. Of<DeclineEffect>(), .. Of<PasswordProblem>(), .. Of<PaymentWay>(),
        .. Of(PaymentMethodKind.SepaDebit, PaymentMethodKind.Cheque, PaymentMethodKind.Cash, PaymentMethodKind.BankTransfer),
        .. Of(
            AccountKind.Receivable, AccountKind.Refunds, AccountKind.AtProvider, AccountKind.InPayout, AccountKind.Bank, AccountKind.Cash,
            AccountKind.Cheques, AccountKind.ExternalErp, AccountKind.Balance, AccountKind.Disputed, AccountKind.WrittenOff),
        .. Of<AuditAct>(), .. Of<NumberProblem>(), .. Of<RecordRefusal>(), .. Of<ReversalRefusal>(),
        .. Enum.GetNames<InvoiceHappening>().Select(what => $"ClaimHappening.{what}"),
        .. HandWay.All.SelectMany(way => new[] { $"Record.Way.{way.Way}", $"Record.From.{way.Way}" }),
        .. Of<MailState>(), .. Of<MailRefusal>(),
        .. Of<RunOutcome>(),
        .. Schedule.Jobs.Select(job => $"Job.{job.Name}"),
        .. EditableSettings.All.Select(setting => $"Settings.{setting.Section}").Distinct(),
        .. EditableSettings.All.Select(setting => $"Settings.{setting.Field}"),
    ];

    private static readonly string[] PutTogetherInMails =
    [
        .. Plural.Forms.Select(form => $"Mail.PastDue.Count.{form}"),
        .. new[] { "First", "Again", "Last" }.SelectMany(tone => new[] { $"Mail.PastDue.{tone}.Subject", $"Mail.PastDue.{tone}.Text" }),
        .. Enum.GetNames<MethodTrouble>().SelectMany(trouble => new[] { $"Mail.Method.{trouble}.Subject", $"Mail.Method.{trouble}.Text" }),
    ];

    private static readonly string[] PutTogetherInTheSandbox =
        [.. new[] { "Answered", "Done", "Expired", "NotFound", "OnItsWay", "Saved" }.SelectMany(notice => new[] { $"{notice}.Title", $"{notice}.Text" })];

    /// <summary>Words that another language shares with English.</summary>
    private static readonly string[] Shared =
    [
        "sv Layout.Demo", "nb Layout.Demo", "fr Invoice.Total",
        "sv Do.MonthShort", "nb Do.MonthShort", "fr Do.MonthShort",
        "sv Field.Iban", "nb Field.Iban", "ru Field.Iban", "fr Field.Iban",
        "sv Mail.Detail.Kid", "nb Mail.Detail.Kid", "ru Mail.Detail.Kid", "fr Mail.Detail.Kid",
    ];

    public static TheoryData<string> Sets => ["pages", "mails", "sandbox"];

    [Theory, MemberData(nameof(Sets))]
    public void Every_language_has_the_same_keys(string set)
    {
        foreach (var language in Resx.Languages)
            Assert.Equal(SetOf(set).Keys.Order(StringComparer.Ordinal), SetOf(set).In(language).Keys.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Sets))]
    public void Every_language_fills_in_the_same_things(string set)
    {
        var words = SetOf(set);
        var differing =
            from language in Resx.Languages
            from entry in words.In(language)
            let expected = PlaceholdersOf(words.In("en")[entry.Key])
            where !PlaceholdersOf(entry.Value).SetEquals(expected) || !expected.SequenceEqual(Enumerable.Range(0, expected.Count))
            select $"{language} {entry.Key}: {entry.Value}";

        Assert.Empty(differing);
    }

    [Theory, MemberData(nameof(Sets))]
    public void Nothing_is_empty_and_nothing_is_left_in_English(string set)
    {
        var words = SetOf(set);
        var untranslated =
            from language in Resx.Languages
            from entry in words.In(language)
            where string.IsNullOrWhiteSpace(entry.Value) || entry.Value != entry.Value.Trim()
                || (language != "en" && entry.Value == words.In("en")[entry.Key] && !Shared.Contains($"{language} {entry.Key}"))
            select $"{language} {entry.Key}: {entry.Value}";

        Assert.Empty(untranslated);
    }

    [Fact]
    public void What_languages_share_they_do_share()
    {
        Assert.All(Shared, shared =>
        {
            var (language, key) = (shared[..2], shared[3..]);
            var set = new[] { Resx.Mails, Resx.Sandbox, Resx.Pages }.First(words => words.In("en").ContainsKey(key));
            Assert.Equal(set.In("en")[key], set.In(language)[key]);
        });
    }

    [Fact]
    public void Pages_have_exactly_the_words_that_are_used() => AssertUsed(
        Resx.Pages, WordsInCode.LiteralsOf("MemberPortal.Web", code => !WordsInCode.OfMails(code)), PutTogetherOnPages);

    [Fact]
    public void Mails_have_exactly_the_words_that_are_used() => AssertUsed(
        Resx.Mails, WordsInCode.LiteralsOf("MemberPortal.Web", WordsInCode.OfMails), PutTogetherInMails);

    [Fact]
    public void The_sandbox_has_exactly_the_words_that_are_used() => AssertUsed(
        Resx.Sandbox, WordsInCode.LiteralsOf("MemberPortal.StripeSandbox", _ => true), PutTogetherInTheSandbox);

    private static void AssertUsed(Resx words, HashSet<string> literals, string[] putTogether)
    {
        var used = literals.Where(IsOfAnAreaOf(words)).Concat(putTogether).Distinct().ToList();

        Assert.Empty(used.Except(words.Keys));
        Assert.Empty(words.Keys.Except(used));
    }

    /// <summary>Literals that look like keys: "Area.Thing" of an area that the words have.</summary>
    private static Func<string, bool> IsOfAnAreaOf(Resx words)
    {
        var areas = words.Keys.Select(key => key[..(key.IndexOf('.', StringComparison.Ordinal) + 1)]).ToHashSet();
        return literal => areas.Any(area => literal.Length > area.Length && literal.StartsWith(area, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Of<T>(params T[] values)
        where T : struct, Enum =>
        (values.Length > 0 ? values : Enum.GetValues<T>()).Select(value => $"{typeof(T).Name}.{value}");

    /// <summary>Fails on words whose braces string.Format could not read.</summary>
    private static SortedSet<int> PlaceholdersOf(string words)
    {
        _ = CompositeFormat.Parse(words);
        return [.. Placeholder().Matches(words).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static Resx SetOf(string name) => name switch
    {
        "pages" => Resx.Pages,
        "mails" => Resx.Mails,
        _ => Resx.Sandbox,
    };

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Placeholder();
}
