using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Claims;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Desk;

/// <summary>Invoices made out at the desk, until they are sent or discarded (2-statuses.md, Invoice).</summary>
public sealed class DraftsByHandTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static DraftWish Wish => new()
    {
        Lines =
        [
            new() { ProductId = null, Description = "Lost key", Quantity = 2, UnitPrice = 12_500, VatRate = 2500 },
            new() { ProductId = null, Description = "Postage", Quantity = 1, UnitPrice = 2_000, VatRate = 0 },
        ],
        DueOn = Today.AddDays(21),
        Comment = "Asked for at the counter",
    };

    [Fact]
    public async Task A_draft_has_its_lines_and_no_number_and_is_logged()
    {
        var member = await portal.AddMemberAsync();
        var (product, wish) = (await portal.AddProductAsync(), Wish);
        wish = wish with
        {
            Lines = [.. wish.Lines, new() { ProductId = product.Id, Description = product.Name, Quantity = 1, UnitPrice = 30_000, VatRate = 0, CoversFrom = Today, CoversUntil = new(2026, 12, 31) }],
        };

        var draft = await CreateAsync(member, wish);

        Assert.Equal(
            (InvoiceStatus.Draft, "Lost key", 57_000, null, Today.AddDays(21)),
            (draft.Facts.StatusOn(Today), draft.Title, draft.Total, draft.Number, draft.DueOn!.Value));
        Assert.Equal(
            [("Lost key", 25_000, 5_000, null), ("Postage", 2_000, 0, null), (product.Name, 30_000, 0, new DateOnly(2026, 12, 31))],
            draft.Lines.OrderBy(line => line.Position).Select(line => (line.Description, line.Amount, line.Vat, line.CoversUntil)));
        Assert.Empty(await portal.MailsToAsync(member));
        await AssertAuditedAsync(draft, AuditAct.InvoiceCreated, "Lost key", "Asked for at the counter");
    }

    [Fact]
    public async Task A_form_sent_five_times_at_once_makes_one_draft()
    {
        var member = await portal.AddMemberAsync();
        var wish = Wish with { FormKey = Guid.NewGuid() };

        var drafts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => CreateAsync(member, wish))));
        await CreateAsync(member, Wish with { FormKey = Guid.NewGuid() });

        Assert.Single(drafts.Select(draft => draft.Id).Distinct());
        Assert.Equal(2, await portal.WithDbAsync(db => db.Invoices.CountAsync(i => i.MemberId == member.Id)));
        await AssertAuditedAsync(drafts[0], AuditAct.InvoiceCreated, "Lost key", "Asked for at the counter");
    }

    [Fact]
    public async Task Send_now_gives_number_and_KID_books_it_and_mails_it()
    {
        var member = await portal.AddMemberAsync();
        var draft = await CreateAsync(member, Wish);

        Assert.IsType<DraftOutcome.Done>(await SendAsync(draft));

        var invoice = await portal.InvoiceAsync(draft.Id);
        Assert.Equal((InvoiceStatus.Open, Today.AddDays(21)), (invoice.Facts.StatusOn(Today), invoice.DueOn!.Value));
        Assert.NotNull(invoice.Number);
        Assert.NotNull(invoice.Kid);
        Assert.Contains(await portal.MailsToAsync(member), mail => mail.Key == $"invoice:{invoice.Number}");
        await AssertAuditedAsync(draft, AuditAct.InvoiceSent, invoice.Number!, "Off you go");
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_due_date_that_is_too_near_is_moved_when_it_is_sent()
    {
        var draft = await CreateAsync(await portal.AddMemberAsync(), Wish with { DueOn = Today });

        await SendAsync(draft);

        Assert.Equal(Today.AddDays(7), (await portal.InvoiceAsync(draft.Id)).DueOn);
    }

    [Fact]
    public async Task Left_alone_it_goes_out_by_itself()
    {
        var draft = await CreateAsync(await portal.AddMemberAsync(), Wish);
        await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == draft.Id)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.CreatedAt, x => x.CreatedAt.AddMinutes(-61))));

        await portal.RunJobAsync<IssueDueDrafts>();

        Assert.NotNull((await portal.InvoiceAsync(draft.Id)).Number);
    }

    [Fact]
    public async Task A_discarded_draft_is_void_without_a_number_and_never_leaves()
    {
        var member = await portal.AddMemberAsync();
        var draft = await CreateAsync(member, Wish);

        Assert.IsType<DraftOutcome.Done>(await DiscardAsync(draft));

        var invoice = await portal.InvoiceAsync(draft.Id);
        Assert.Equal((InvoiceStatus.Void, null, null), (invoice.Facts.StatusOn(Today), invoice.Number, invoice.Kid));
        Assert.Empty(await portal.MailsToAsync(member));
        await AssertAuditedAsync(draft, AuditAct.InvoiceDiscarded, "Lost key", "Found again");
    }

    [Fact]
    public async Task Written_anew_it_has_the_new_lines_and_goes_out_when_it_would_have()
    {
        var draft = await CreateAsync(await portal.AddMemberAsync(), Wish);
        var wish = Wish with { Lines = [new() { ProductId = null, Description = "Two lost keys", Quantity = 1, UnitPrice = 20_000, VatRate = 2500 }], DueOn = null };

        Assert.IsType<DraftOutcome.Done>(await ChangeAsync(draft, wish));

        var changed = await DraftAsync(draft.Id);
        Assert.Equal(("Two lost keys", 20_000, null, draft.CreatedAt), (changed.Title, changed.Total, changed.DueOn, changed.CreatedAt));
        Assert.Equal("Two lost keys", Assert.Single(changed.Lines).Description);
        Assert.Equal(1, await portal.WithDbAsync(db => db.Set<InvoiceLine>().CountAsync(line => EF.Property<int>(line, "InvoiceId") == draft.Id)));
        await AssertAuditedAsync(draft, AuditAct.InvoiceChanged, "Two lost keys", "Asked for at the counter");
    }

    [Fact]
    public async Task What_is_no_draft_any_more_stays_to_the_last_row()
    {
        var member = await portal.AddMemberAsync();
        var sent = await portal.IssueInvoiceAsync(member);
        var discarded = await CreateAsync(member, Wish);
        await DiscardAsync(discarded);
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        foreach (var (invoice, status) in new[] { (sent, InvoiceStatus.Open), (discarded, InvoiceStatus.Void) })
        {
            Assert.Equal(new DraftOutcome.NotADraft(status), await SendAsync(invoice));
            Assert.Equal(new DraftOutcome.NotADraft(status), await DiscardAsync(invoice));
            Assert.Equal(new DraftOutcome.NotADraft(status), await ChangeAsync(invoice, Wish));
        }

        Assert.Equal(new DraftOutcome.NoSuchDraft(), await portal.RunAsync<CreateDraft, DraftOutcome>(create => create.RunAsync(99_999, Wish, AtTheDesk.Selma, default)));
        Assert.Equal(new DraftOutcome.NoLines(), await portal.RunAsync<CreateDraft, DraftOutcome>(
            create => create.RunAsync(member.Number, Wish with { Lines = [] }, AtTheDesk.Selma, default)));
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    private async Task<Invoice> CreateAsync(Member member, DraftWish wish)
    {
        var done = Assert.IsType<DraftOutcome.Done>(
            await portal.RunAsync<CreateDraft, DraftOutcome>(create => create.RunAsync(member.Number, wish, AtTheDesk.Selma, default)));
        return await DraftAsync(done.InvoiceId);
    }

    private Task<Invoice> DraftAsync(int id) => portal.WithDbAsync(db => db.Invoices.AsNoTracking().Include(i => i.Lines).SingleAsync(i => i.Id == id));

    private Task<DraftOutcome> SendAsync(Invoice invoice) =>
        portal.RunAsync<SendDraft, DraftOutcome>(send => send.RunAsync(invoice.Id, "Off you go", AtTheDesk.Selma, default));

    private Task<DraftOutcome> DiscardAsync(Invoice invoice) =>
        portal.RunAsync<DiscardDraft, DraftOutcome>(discard => discard.RunAsync(invoice.Id, "Found again", AtTheDesk.Selma, default));

    private Task<DraftOutcome> ChangeAsync(Invoice invoice, DraftWish wish) =>
        portal.RunAsync<ChangeDraft, DraftOutcome>(change => change.RunAsync(invoice.Id, wish, AtTheDesk.Selma, default));

    private async Task AssertAuditedAsync(Invoice invoice, AuditAct what, string detail, string comment)
    {
        var entry = await portal.WithDbAsync(db => db.AuditLog.AsNoTracking().SingleAsync(e => e.InvoiceId == invoice.Id && e.What == what));
        Assert.Equal(
            ("Selma Aasen", 1, invoice.MemberId, detail, comment, portal.Clock.GetUtcNow().UtcDateTime),
            (entry.By, entry.AccountId, entry.MemberId, entry.Detail, entry.Comment, entry.At));
    }
}
