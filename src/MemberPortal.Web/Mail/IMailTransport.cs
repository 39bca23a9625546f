using System.Threading.Channels;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

/// <summary>The way out for mails: an SMTP server, or in the demo the mailbox page.</summary>
internal interface IMailTransport
{
    /// <summary>The longest that one try takes.</summary>
    TimeSpan Patience { get; }

    /// <summary>Whether the rows are read as the mails themselves, so that their bodies must stay.</summary>
    bool KeepsBodies { get; }

    /// <summary>
    /// Tries each mail that <paramref name="next"/> hands out, until it hands out none, once, and reports each as soon as it has
    /// ended. Begins none after <paramref name="stop"/> and is back within seconds of it, however silent the server is; asks for
    /// none once the server is away. May ask several times at once.
    /// </summary>
    Task SendAsync(Func<Task<OutgoingMail?>> next, ChannelWriter<Delivery> deliveries, CancellationToken stop);
}
