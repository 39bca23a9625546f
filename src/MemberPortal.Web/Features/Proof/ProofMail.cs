using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Proof;

/// <summary>Tells the administrators that the books do not agree with themselves: one mail a day each, however often it is proved.</summary>
internal sealed class ProofMail(
    PortalDbContext db,
    Outbox outbox,
    IStringLocalizer<MailTexts> texts,
    IStringLocalizer<Texts> pageTexts,
    BillingCalendar calendar,
    PortalAddress address)
{
    private const int NamedInMail = 10;

    /// <summary>One step of the write that keeps the run.</summary>
    public async Task QueueAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var admins = await (
            from account in db.Users.AsNoTracking()
            join held in db.UserRoles on account.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            where role.Name == Role.Admin && account.Email != null
            select account).ToListAsync(cancellationToken);

        foreach (var admin in admins)
        {
            var key = $"proof:{calendar.Today:yyyy-MM-dd}:{admin.Id}";
            if (!await db.Outbox.AnyAsync(m => m.Key == key, cancellationToken))
                outbox.Queue(LetterOf(key, admin, run));
        }
    }

    public Letter LetterOf(string key, Account admin, ProofRun run)
    {
        using var _ = Language.Of(admin.Language).Use();
        return new Letter
        {
            Key = key,
            To = new Recipient(admin.MemberId, admin.Name, admin.Email!, admin.Language),
            Subject = texts["Proof.Subject", run.Differences.Count],
            Heading = texts["Proof.Subject", run.Differences.Count],
            Under = DayText.Long(calendar.Today, calendar.Today),
            Paragraphs = [texts["Proof.What"], texts["Proof.WhatNow"]],
            Button = new(texts["Proof.Button"], address.Of("/proof")),
            Details =
            [
                .. run.Differences.Take(NamedInMail).Select(difference => new LetterDetail(
                    pageTexts[$"Invariant.{difference.Invariant}"], difference.About)),
            ],
        };
    }
}
