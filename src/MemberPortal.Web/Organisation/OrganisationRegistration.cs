namespace MemberPortal.Web.Organisation;

internal static class OrganisationRegistration
{
    public static void AddOrganisation(this IServiceCollection services, bool isDemo)
    {
        services.AddOptions<OrganisationOptions>().BindConfiguration(OrganisationOptions.Section).ValidateDataAnnotations()
            .Validate(o => TimeZoneInfo.TryFindSystemTimeZoneById(o.TimeZone, out _), "Organisation:TimeZone is an IANA name, such as Europe/Oslo.")
            .Validate(o => Billing.Currency.TryOf(o.Currency, out _), "Organisation:Currency is an ISO 4217 code, such as NOK.")
            .ValidateOnStart();
        services.AddOptions<InvoicingOptions>().BindConfiguration(InvoicingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ReminderOptions>().BindConfiguration(ReminderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.Section).ValidateDataAnnotations()
            .Validate(
                o => o.PublicUrl is { IsAbsoluteUri: true, Scheme: "https" } || (isDemo && o.PublicUrl is null or { IsAbsoluteUri: true }),
                "Portal:PublicUrl is the https address of the portal.")
            .ValidateOnStart();
        services.AddSingleton<BillingCalendar>();
        services.AddSingleton<PortalAddress>();
    }
}
