using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Claims;
using MemberPortal.Web.Features.Home;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Members;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Matrix;

/// <summary>Brings a member's product or payment method to the standing that a table names.</summary>
internal static class OtherStandings
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static async Task<Subject> ProductAsync(this Portal portal, Member owner, string standing)
    {
        var product = await portal.AddProductAsync($"Ice, {standing}");
        switch (standing)
        {
            case "Active":
                await AssignAsync(portal, owner, product, Today);
                break;

            case "Expired":
                await portal.WithDbAsync(async db =>
                {
                    db.Add(new ProductAssignment
                    {
                        MemberId = owner.Id, ProductId = product.Id, AssignedAt = new(2026, 1, 1, 9, 0, 0, DateTimeKind.Utc), ValidUntil = Today.AddDays(-1),
                    });
                    await db.SaveChangesAsync();
                });
                break;

            case "Open" or "PastDue":
                var invoice = await BillAsync(portal, owner, product);
                if (standing == "PastDue")
                    await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == invoice.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.DueOn, Today.AddDays(-1))));
                break;
        }

        return new Subject { Owner = owner, Product = product };
    }

    public static async Task<string> StandingAsync(this Portal portal, Member owner, Product product)
    {
        var overview = await portal.RunAsync<OverviewQuery, Overview>(query => query.OfAsync(owner.Id, default));
        return overview.Holdings.Single(holding => holding.ProductId == product.Id).Status.ToString();
    }

    /// <summary>The owner's one method, and an invoice to pay with it.</summary>
    public static async Task<Subject> MethodAsync(this Portal portal, Member owner, string standing)
    {
        await portal.WithDbAsync(db => db.PaymentMethods.Where(m => m.MemberId == owner.Id).ExecuteDeleteAsync());
        await portal.WithDbAsync(db => db.MethodSetups.Where(s => s.MemberId == owner.Id).ExecuteDeleteAsync());   // one that is pending leads back to its page
        var invoice = await portal.IssueInvoiceAsync(owner);
        if (standing == "Manual")
            await portal.RecordAsync(await portal.IssueInvoiceAsync(owner), 120_000, "cheque");
        else if (standing != "None")
            await PutCardAsync(portal, owner, standing);

        return new Subject { Owner = owner, Invoice = invoice };
    }

    public static async Task<string> MethodStandingAsync(this Portal portal, Member owner)
    {
        var method = await portal.WithDbAsync(db => db.MethodOnFileAsync(owner.Id, default));
        return (method?.StatusOn(Today) ?? PaymentMethodStatus.None).ToString();
    }

    /// <summary>The mail with a receipt.</summary>
    public static async Task<Subject> MailAsync(this Portal portal, Member owner, string standing)
    {
        await portal.RecordAsync(await portal.IssueInvoiceAsync(owner), 120_000);
        var mail = await portal.WithDbAsync(async db =>
        {
            var receipt = await db.Outbox.Where(m => m.Key.StartsWith("receipt:")).OrderBy(m => m.Id).LastAsync();
            var now = portal.Clock.GetUtcNow().UtcDateTime;
            receipt.SentAt = standing is "Sent" or "WithSecret" ? now : null;
            receipt.FailedAt = standing == "Failed" ? now : null;
            receipt.WithdrawnAt = standing == "Withdrawn" ? now : null;
            await db.SaveChangesAsync();
            await db.Outbox.Where(m => m.Id == receipt.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.CarriesSecret, standing == "WithSecret"));
            return receipt;
        });
        return new Subject { Owner = owner, Mail = mail };
    }

    public static async Task<string> StandingAsync(this Portal portal, OutgoingMail mail)
    {
        var now = await portal.WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == mail.Id));
        return now switch { { WithdrawnAt: not null } => "Withdrawn", { SentAt: not null } => "Sent", { FailedAt: not null } => "Failed", _ => "Waiting" };
    }

    private static async Task PutCardAsync(Portal portal, Member owner, string standing)
    {
        await portal.PutOnFileAsync(owner);
        var unpaid = await portal.IssueInvoiceAsync(owner);
        await portal.OpenPaymentPageAsync(unpaid);
        var attempt = (await portal.AttemptsAsync(unpaid)).Single().Id;
        await portal.WithDbAsync(async db =>
        {
            var card = await db.PaymentMethods.SingleAsync(m => m.MemberId == owner.Id);
            (card.ExpYear, card.ExpMonth) = standing switch { "ExpiringSoon" => (2026, 3), "Expired" => (2026, 2), _ => (2034, 12) };
            card.LastDecline = standing switch { "InsufficientFunds" => "insufficient_funds", "Invalid" => "stolen_card", _ => null };
            if (card.LastDecline is not null)
                (card.LastAttemptId, card.LastResult, card.DeclinesInARow) = (attempt, ChargeResult.Declined, 1);
            await db.SaveChangesAsync();
        });
    }

    private static Task AssignAsync(Portal portal, Member owner, Product product, DateOnly until) => portal.RunAsync<AssignProduct>(
        assign => assign.RunAsync(owner.Number, product.Id, until, "Won it in the raffle", AtTheDesk.Selma, default));

    private static async Task<Invoice> BillAsync(Portal portal, Member owner, Product product)
    {
        var line = new DraftLine { ProductId = product.Id, Description = product.Name, Quantity = 1, UnitPrice = product.Price, VatRate = product.VatRate };
        var wish = new DraftWish { Lines = [line], DueOn = null };
        var draft = Assert.IsType<DraftOutcome.Done>(
            await portal.RunAsync<CreateDraft, DraftOutcome>(create => create.RunAsync(owner.Number, wish, AtTheDesk.Selma, default)));
        await portal.RunAsync<IssueInvoice>(issue => issue.RunAsync(draft.InvoiceId, default));
        return await portal.InvoiceAsync(draft.InvoiceId);
    }
}
