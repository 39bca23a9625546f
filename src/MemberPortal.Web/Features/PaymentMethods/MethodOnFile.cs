using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// The one method of a member: each is one step of the write that called it. What is taken off the file is detached at
/// the provider afterwards, by <see cref="DetachRetiredMethods"/>: so there are never two on file and never none by accident.
/// </summary>
internal sealed class MethodOnFile(PortalDbContext db, BillingCalendar calendar)
{
    /// <summary>Puts a method in the place of whatever is on file; one that is on file already only has its details renewed.</summary>
    public async Task<PaymentMethod> PutAsync(int memberId, SavedMethod saved, CancellationToken cancellationToken)
    {
        var current = await db.PaymentMethods.SingleOrDefaultAsync(m => m.MemberId == memberId, cancellationToken);
        if (current?.ProviderMethodId == saved.Id)
        {
            Renew(current, saved);
            return current;
        }

        if (current is not null)
            Retire(current);

        var method = new PaymentMethod
        {
            MemberId = memberId,
            Kind = saved.Type == "sepa_debit" ? PaymentMethodKind.SepaDebit : PaymentMethodKind.Card,
            AddedAt = calendar.Now,
            ProviderMethodId = saved.Id,
        };
        Renew(method, saved);
        db.PaymentMethods.Add(method);
        return method;
    }

    /// <summary>Leaves none.</summary>
    /// <returns>What was on file; null for nothing.</returns>
    public async Task<PaymentMethod?> RemoveAsync(int memberId, CancellationToken cancellationToken)
    {
        var current = await db.PaymentMethods.SingleOrDefaultAsync(m => m.MemberId == memberId, cancellationToken);
        if (current is not null)
            Retire(current);

        return current;
    }

    /// <summary>
    /// Takes over the date and digits of a card that its bank has renewed. What the bank said of the old card does not
    /// hold for the new one; lack of funds does.
    /// </summary>
    /// <returns>Whether they have changed.</returns>
    public static bool TakeOverRenewal(PaymentMethod method, SavedMethod saved)
    {
        if ((method.Last4, method.ExpMonth, method.ExpYear) == (saved.Last4, saved.ExpiryMonth, saved.ExpiryYear))
            return false;

        Renew(method, saved);
        if (method.LastResult == ChargeResult.Declined && DeclineCodes.EffectOf(method.LastDecline) != DeclineEffect.InsufficientFunds)
            Note(method, method.LastAttemptId, ChargeRecord.None);

        return true;
    }

    /// <summary>
    /// The attempt went through: on the method on file, or on one that the payer asked to keep. A debit goes through days
    /// later: where the member has chosen otherwise meanwhile, theirs stays and the debit's is detached.
    /// </summary>
    public async Task NoteSuccessAsync(ChargeAttempt attempt, MethodUsed? used, CancellationToken cancellationToken)
    {
        if (attempt.KeepsMethod && used is { Id: { } id, Type: "card" or "sepa_debit" })
        {
            if (await HasChosenSinceAsync(attempt, id, cancellationToken))
                await RetireAsync(attempt.MemberId, id, cancellationToken);
            else
                Note(await PutAsync(attempt.MemberId, SavedFrom(id, used), cancellationToken), attempt.Id, ChargeRecord.Succeeded);
            return;
        }

        if (await OfAsync(attempt, cancellationToken) is { } method)
            Note(method, attempt.Id, ChargeRecord.Succeeded);
    }

    /// <summary>The attempt was declined; a method that is no longer on file is not told.</summary>
    public async Task NoteDeclineAsync(ChargeAttempt attempt, Decline? decline, CancellationToken cancellationToken)
    {
        if (await OfAsync(attempt, cancellationToken) is not { } method)
            return;

        var before = new ChargeRecord(
            method.LastResult, method.LastDecline, method.LastAdvice, method.DeclinesInARow, method.LastDeclineCountedOn);
        var after = before.AfterDecline(decline?.Code ?? attempt.DeclineCode, decline?.Advice, calendar.Today);
        if (after != before)
            Note(method, attempt.Id, after);
    }

    private async Task<bool> HasChosenSinceAsync(ChargeAttempt attempt, string usedId, CancellationToken cancellationToken)
    {
        var current = await db.PaymentMethods.SingleOrDefaultAsync(m => m.MemberId == attempt.MemberId, cancellationToken);
        if (current?.ProviderMethodId == usedId)
            return false;

        return (current is { ProviderMethodId: not null } && current.AddedAt > attempt.StartedAt)
            || await db.RetiredMethods.AnyAsync(r => r.MemberId == attempt.MemberId && r.RetiredAt > attempt.StartedAt, cancellationToken);
    }

    private Task<PaymentMethod?> OfAsync(ChargeAttempt attempt, CancellationToken cancellationToken) => attempt.ProviderMethodId is null
        ? Task.FromResult<PaymentMethod?>(null)
        : db.PaymentMethods.SingleOrDefaultAsync(m => m.ProviderMethodId == attempt.ProviderMethodId, cancellationToken);

    private static void Note(PaymentMethod method, string? attemptId, ChargeRecord record)
    {
        method.LastAttemptId = attemptId;
        method.LastResult = record.Result;
        method.LastDecline = record.DeclineCode;
        method.LastAdvice = record.AdviceCode;
        method.DeclinesInARow = record.DeclinesInARow;
        method.LastDeclineCountedOn = record.CountedOn;
    }

    private static void Renew(PaymentMethod method, SavedMethod saved)
    {
        method.Brand = saved.Brand;
        method.Last4 = saved.Last4;
        method.ExpMonth = saved.ExpiryMonth;
        method.ExpYear = saved.ExpiryYear;
    }

    private void Retire(PaymentMethod current)
    {
        db.PaymentMethods.Remove(current);
        if (current.ProviderMethodId is { } id)
            Retire(current.MemberId, id);
    }

    /// <summary>One that was on file, and was paid with on the page, may be retired already.</summary>
    private async Task RetireAsync(int memberId, string providerMethodId, CancellationToken cancellationToken)
    {
        if (!await db.RetiredMethods.AnyAsync(r => r.ProviderMethodId == providerMethodId, cancellationToken))
            Retire(memberId, providerMethodId);
    }

    private void Retire(int memberId, string providerMethodId) => db.RetiredMethods.Add(new RetiredMethod
    {
        ProviderMethodId = providerMethodId,
        MemberId = memberId,
        RetiredAt = calendar.Now,
        NextTryAt = calendar.Now,
    });

    private static SavedMethod SavedFrom(string id, MethodUsed used) => new()
    {
        Id = id,
        Type = used.Type,
        Brand = used.Brand,
        Last4 = used.Last4,
        ExpiryMonth = used.ExpiryMonth,
        ExpiryYear = used.ExpiryYear,
        CustomerId = null,
    };
}
