namespace MemberPortal.Web.Mail;

internal static class MailRegistration
{
    public static void AddMail(this IServiceCollection services, bool isDemo)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations()
            .Validate(mail => isDemo || !string.IsNullOrWhiteSpace(mail.Host), "Mail:Host is the SMTP server that mails leave by.")
            .ValidateOnStart();
        services.AddScoped<Outbox>();
        services.AddScoped<RecheckMail>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<MailLayout>();
        if (isDemo)
            services.AddSingleton<IMailTransport, MailboxTransport>();
        else
            services.AddSingleton<IMailTransport, SmtpTransport>();
    }
}
