using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

/// <summary>
/// An outbox row as it goes over the wire: headers, text part, HTML part. Its Date is the one thing that SmtpClient
/// insists on setting itself, by the machine's clock.
/// </summary>
internal static class SmtpMessage
{
    /// <exception cref="FormatException">An address or name that no header may hold.</exception>
    public static MailMessage Of(OutgoingMail mail, MailAddress from, MailAddress replyTo, string host)
    {
        var message = new MailMessage
        {
            From = from,
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(mail.ToAddress, mail.ToName, Encoding.UTF8));
        message.ReplyToList.Add(replyTo);
        message.Headers["Message-ID"] = MessageId.Of(mail.Key, host);
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.AlternateViews.Add(Part(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(Part(mail.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView Part(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }
}
