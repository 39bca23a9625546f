using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.Reminders;

internal static class RemindersRegistration
{
    public static void AddReminders(this IServiceCollection services)
    {
        services.AddScoped<DueReminders>();
        services.AddScoped<RemindMembers>();
        services.AddScoped<NoteReminders>();
        services.AddScoped<GiveUpInvoices>();
        services.AddScoped<ReportTransfer>();
        services.AddScoped<PauseReminders>();
        services.AddScoped<PastDueMail>();
        services.AddKeyedScoped<IMailRecheck, ReminderRecheck>(ReminderRecheck.Kind);
    }
}
