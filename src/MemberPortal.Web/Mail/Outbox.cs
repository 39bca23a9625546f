using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Mail;

/// <summary>Puts letters into the outbox, in the write of what they tell. <see cref="SendOutgoingMails"/> sends them.</summary>
internal sealed class Outbox(
    PortalDbContext db, MailLayout layout, BillingCalendar calendar, IOptionsMonitor<InvoicingOptions> invoicing, ILogger<Outbox> log)
{
    private const int LongestHeader = 200;

    /// <returns>
    /// Null when the address is none that mail can go to: nothing is queued, and what the letter tells stays true.
    /// </returns>
    public OutgoingMail? Queue(Letter letter)
    {
        var mail = Word(letter);
        if (mail is not null)
            db.Outbox.Add(mail);

        return mail;
    }

    /// <summary>The same for one that inserts it by itself, with many others.</summary>
    public OutgoingMail? Word(Letter letter)
    {
        if (!MailAddresses.IsUsable(letter.To.Address))
        {
            log.LogWarning("Mail {Key} cannot be addressed: the address of member {MemberId} is unusable", letter.Key, letter.To.MemberId);
            return null;
        }

        var (text, html) = layout.Render(letter);
        var now = calendar.Now;
        return new OutgoingMail
        {
            Key = letter.Key,
            MemberId = letter.To.MemberId,
            ToName = OneLine.Of(letter.To.Name, LongestHeader),
            ToAddress = letter.To.Address,
            Language = letter.To.Language,
            Subject = OneLine.Of(letter.Subject, LongestHeader),
            Text = text,
            Html = html,
            CarriesSecret = letter.CarriesSecret,
            Recheck = letter.Recheck,
            QueuedAt = now,
            NextTryAt = letter.AtAnyHour ? now : AtADecentHour(now),
        };
    }

    /// <summary>A mail that waits says this from now on, to whom and where it is to go by now; its occasion stays.</summary>
    public void Reword(OutgoingMail mail, Letter letter)
    {
        (mail.Text, mail.Html) = layout.Render(letter);
        mail.Subject = OneLine.Of(letter.Subject, LongestHeader);
        mail.Recheck = letter.Recheck;
        mail.ToName = OneLine.Of(letter.To.Name, LongestHeader);
        mail.ToAddress = letter.To.Address;
        mail.Language = letter.To.Language;
    }

    private DateTime AtADecentHour(DateTime now)
    {
        var hours = invoicing.CurrentValue;
        return calendar.AfterQuietHours(now, hours.QuietFromHour, hours.QuietUntilHour);
    }
}
