using System.Globalization;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Kids;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Demo;

/// <summary>What holds for the demo on whatever day somebody starts it.</summary>
public abstract class DemoTests(FilledPortal portal)
{
    [Fact]
    public async Task It_is_a_club_of_200_members_with_about_2000_invoices()
    {
        Assert.Equal(200, await portal.WithDbAsync(db => db.Members.CountAsync()));
        Assert.InRange(await portal.WithDbAsync(db => db.Invoices.CountAsync()), 1_800, 2_400);
        Assert.InRange(await portal.WithDbAsync(db => db.Payments.CountAsync(p => p.Way == PaymentWay.Card)), 120, 190);
        Assert.Equal(
            ["en", "fr", "nb", "ru", "sv"],
            await portal.WithDbAsync(db => db.Members.Select(m => m.Language).Distinct().Order().ToListAsync()));
        Assert.InRange(await portal.WithDbAsync(db => db.Members.CountAsync(m => m.Email == null)), 5, 20);
    }

    [Fact]
    public async Task Every_card_on_file_is_the_one_that_the_provider_keeps()
    {
        var cards = await portal.WithDbAsync(db => db.PaymentMethods
            .Where(m => m.Kind == PaymentMethodKind.Card)
            .Join(db.Members, m => m.MemberId, m => m.Id, (method, member) => new { member.ProviderCustomerId, method.ProviderMethodId })
            .ToListAsync());

        Assert.InRange(cards.Count, 20, 40);
        foreach (var card in cards)
            Assert.Equal([card.ProviderMethodId!], await portal.Stripe.MethodsOfAsync(card.ProviderCustomerId!));
    }

    [Fact]
    public Task The_books_prove_themselves() => portal.WithDbAsync(BooksOf.AssertProvenAsync);

    [Fact]
    public async Task What_went_back_and_what_is_on_account_equals_its_postings()
    {
        var (invoices, postings) = await portal.WithDbAsync(async db => (
            await db.Invoices.AsNoTracking().Include(i => i.Lines).ToListAsync(),
            (await db.Postings.AsNoTracking().ToListAsync()).ToLookup(p => p.InvoiceId)));

        Assert.All(invoices, invoice =>
        {
            Assert.Equal(invoice.Total, invoice.Lines.Sum(line => line.Amount));
            Assert.Equal(invoice.Refunded, invoice.Lines.Sum(line => line.Refunded));
            Assert.Equal(invoice.Refunded, postings[invoice.Id].Where(p => p.Account == AccountKind.Refunds && p.Minor > 0).Sum(p => p.Minor));
            if (invoice.Kind == InvoiceKind.TopUp)
                Assert.Equal(invoice.Received, -postings[invoice.Id].Where(p => p.Account == AccountKind.Balance).Sum(p => p.Minor));
            if (invoice.RefundStartedAt is null)
                Assert.Equal(0, postings[invoice.Id].Where(p => p.Account == AccountKind.Refunds).Sum(p => p.Minor));
        });
    }

    [Fact]
    public async Task What_invoices_received_is_what_their_payments_say()
    {
        var received = await portal.WithDbAsync(db => db.Invoices.AsNoTracking()
            .Select(i => new { i.Id, i.Received, Paid = db.Payments.Where(p => p.InvoiceId == i.Id).Sum(p => p.Amount) })
            .ToListAsync());

        Assert.All(received, invoice => Assert.Equal(invoice.Paid, invoice.Received));
    }

    [Fact]
    public async Task Numbers_rise_with_the_days_without_gaps()
    {
        var (invoices, payments, series) = await portal.WithDbAsync(async db => (
            await db.Invoices.AsNoTracking().Where(i => i.Number != null).OrderBy(i => i.Number).ToListAsync(),
            await db.Payments.AsNoTracking().OrderBy(p => p.ReceiptNumber).ToListAsync(),
            await db.NumberSeries.AsNoTracking().ToDictionaryAsync(s => (s.Series, s.Year), s => s.Last)));

        Assert.Equal(invoices.Select(i => i.IssuedOn).Order(), invoices.Select(i => i.IssuedOn));
        Assert.Equal(payments.Select(p => p.ReceivedAt).Order(), payments.Select(p => p.ReceivedAt));
        foreach (var year in invoices.GroupBy(i => i.IssuedOn!.Value.Year))
        {
            Assert.Equal(
                Enumerable.Range(1, series[(NumberSeries.Invoices, year.Key)]).Select(n => InvoiceNumber.Of(year.Key, n)),
                year.Select(i => i.Number));
        }

        foreach (var year in payments.GroupBy(p => int.Parse(p.ReceiptNumber[1..5], CultureInfo.InvariantCulture)))
        {
            Assert.Equal(
                Enumerable.Range(1, series[(NumberSeries.Receipts, year.Key)]).Select(n => $"R{InvoiceNumber.Of(year.Key, n)}"),
                year.Select(p => p.ReceiptNumber));
        }
    }

    [Fact]
    public async Task Every_issued_invoice_has_a_valid_KID_of_its_own()
    {
        var kids = await portal.WithDbAsync(db => db.Invoices.Where(i => i.IssuedOn != null).Select(i => i.Kid).ToListAsync());

        Assert.All(kids, kid => Assert.True(Kid.IsValid(kid, KidAlgorithm.Mod10), kid));
        Assert.Distinct(kids);
    }

    [Fact]
    public async Task Nothing_happens_after_now_and_the_log_is_in_order()
    {
        var log = await portal.WithDbAsync(db => db.InvoiceLog.OrderBy(e => e.Id).Select(e => e.At).ToListAsync());

        Assert.Equal(log.Order(), log);
        Assert.True(log[^1] <= portal.Clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task Every_address_ends_in_example_org()
    {
        var addresses = await portal.WithDbAsync(async db => (await db.Members.Where(m => m.Email != null).Select(m => m.Email!).ToListAsync())
            .Union(await db.Users.Select(u => u.Email!).ToListAsync()).ToList());

        Assert.All(addresses, address => Assert.Matches("^[a-z.]+@example\\.org$", address));
        Assert.Distinct(addresses);
    }

    [Fact]
    public async Task Every_card_payment_is_one_at_the_provider()
    {
        var (attempts, sources) = await portal.WithDbAsync(async db => (
            await db.ChargeAttempts.AsNoTracking().Where(a => a.State == AttemptState.Succeeded).ToListAsync(),
            await db.Payments.Where(p => p.Way == PaymentWay.Card).Select(p => p.Source).ToListAsync()));
        var found = await portal.RunAsync<IStripe, List<string>>(async stripe =>
        {
            var payments = new List<string>();
            foreach (var attempt in attempts)
            {
                var checkout = await stripe.GetCheckoutAsync(attempt.CheckoutId!, default);
                Assert.True(checkout.Paid);
                Assert.Equal((attempt.Id, attempt.Amount), (checkout.Reference, checkout.AmountMinor));
                payments.Add($"stripe:{checkout.PaymentIntentId}");
            }

            return payments;
        });

        Assert.Equal(sources.Order(), found.Order());
    }

    [Fact]
    public async Task Every_account_opens_with_the_one_password()
    {
        var accounts = await portal.WithDbAsync(db => db.Users.AsNoTracking().ToListAsync());
        var roles = await portal.WithDbAsync(db => db.UserRoles.Join(db.Roles, u => u.RoleId, r => r.Id, (u, r) => r.Name!).ToListAsync());

        Assert.Equal(DemoAccounts.All.Select(a => a.Email).Order(), accounts.Select(a => a.Email!).Order());
        Assert.Single(accounts.Select(a => a.PasswordHash).Distinct());
        Assert.Equal(
            PasswordVerificationResult.Success,
            new PasswordHasher<Account>().VerifyHashedPassword(accounts[0], accounts[0].PasswordHash!, DemoAccounts.Password));
        Assert.Equal(12, roles.Count(role => role == Role.Member));
        Assert.Contains(Role.Seller, roles);
        Assert.Contains(Role.Admin, roles);
        Assert.Equal(12, accounts.Count(a => a.MemberId is not null));
    }
}

[Collection(nameof(PortalOnLeapDay))]
public sealed class DemoOnLeapDayTests(PortalOnLeapDay portal) : DemoTests(portal);

[Collection(nameof(PortalInSummer))]
public sealed class DemoInSummerTests(PortalInSummer portal) : DemoTests(portal);

[Collection(nameof(PortalOnNewYearsEve))]
public sealed class DemoOnNewYearsEveTests(PortalOnNewYearsEve portal) : DemoTests(portal);
