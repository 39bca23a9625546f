using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.Invoices;

internal static class InvoicesRegistration
{
    public static void AddInvoices(this IServiceCollection services)
    {
        services.AddScoped<IssueInvoice>();
        services.AddScoped<InvoiceSentMail>();
        services.AddKeyedScoped<IMailRecheck, InvoiceRecheck>(InvoiceRecheck.Kind);
        services.AddSingleton<BankDetails>();
        services.AddSingleton<DraftTimes>();
    }
}
