using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.PaymentMethods;

/// <summary>Taking a method off the file: by the member, or by the desk, which says why (2-statuses.md, Payment method).</summary>
public sealed class RemovingTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_removed_card_is_off_the_file_and_off_the_provider_and_stays_so()
    {
        var member = await portal.AddMemberAsync();
        await portal.SetUpAsync(member);

        await RemoveAsync(member);

        Assert.Null(await portal.MethodOfAsync(member));
        Assert.Empty(await portal.KeptAtProviderAsync(member));
        Assert.IsType<SetupStanding.Done>(await portal.ComeBackAsync(member));   // the browser's back button
        Assert.Null(await portal.MethodOfAsync(member));
        Assert.Empty(await LogOfAsync(member));
    }

    [Fact]
    public async Task What_the_desk_removes_is_logged_once_with_who_what_and_why()
    {
        var member = await portal.AddMemberAsync();
        await portal.SetUpAsync(member);

        await RemoveAsync(member, new(7, "Selma Selger", "Asked for on the phone"));
        await RemoveAsync(member, new(7, "Selma Selger", "Tapped again"));

        Assert.Null(await portal.MethodOfAsync(member));
        var entry = Assert.Single(await LogOfAsync(member));
        Assert.Equal(
            (AuditAct.PaymentMethodRemoved, "Selma Selger", 7, "Visa 4242", "Asked for on the phone"),
            (entry.What, entry.By, entry.AccountId, entry.Detail, entry.Comment));
    }

    [Fact]
    public async Task A_charge_that_waits_for_the_bank_is_left_to_settle()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        await portal.PutOnFileAsync(member, "pm_card_authenticationRequired");
        await portal.TapMethodAsync(invoice);
        var bank = Assert.IsType<AttemptStanding.NeedsConfirmation>(await portal.ComeBackAsync(invoice)).BankPage;

        await RemoveAsync(member);
        await portal.Stripe.AnswerBankAsync(bank, confirms: true);

        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        Assert.Null(await portal.MethodOfAsync(member));
        Assert.Empty(await portal.KeptAtProviderAsync(member));
    }

    private Task RemoveAsync(Member member, StaffRemoval? byStaff = null) =>
        portal.RunAsync<RemovePaymentMethod>(remove => remove.RunAsync(member.Id, byStaff, default));

    private Task<List<AuditEntry>> LogOfAsync(Member member) =>
        portal.WithDbAsync(db => db.AuditLog.AsNoTracking().Where(e => e.MemberId == member.Id).ToListAsync());
}
