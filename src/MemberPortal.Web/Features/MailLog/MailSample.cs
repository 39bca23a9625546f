using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>A mail to look at, made by the class that words the real ones.</summary>
/// <param name="Name">In the address of its page.</param>
/// <param name="Mail">The class.</param>
/// <param name="Queue">Words it for somebody made up.</param>
internal sealed record MailSample(string Name, Type Mail, Action<IServiceProvider, SampleClub> Queue)
{
    public static MailSample Of<TMail>(string name, Action<TMail, SampleClub> queue) where TMail : notnull =>
        new(name, typeof(TMail), (services, club) => queue(services.GetRequiredService<TMail>(), club));

    /// <summary>Of a class that words a letter without queueing it.</summary>
    public static MailSample Of<TMail>(string name, Func<TMail, SampleClub, Letter> letter) where TMail : notnull =>
        new(name, typeof(TMail), (services, club) =>
            services.GetRequiredService<Outbox>().Queue(letter(services.GetRequiredService<TMail>(), club)));
}
