namespace MemberPortal.Web.Tests.Support;

/// <summary>All that a production portal needs to start. It calls nobody unless told to.</summary>
internal static class ProductionSettings
{
    public const string StripeKey = "sk_test_of_nobody_at_all";
    public const string WebhookSecret = "whsec_of_nobody_at_all";

    public static Dictionary<string, string?> In(string folder) => new()
    {
        ["urls"] = "http://127.0.0.1:0",
        ["Storage:Folder"] = folder,
        ["Portal:PublicUrl"] = "https://portal.club.example",
        ["Portal:RunsSchedule"] = "false",
        ["Stripe:SecretKey"] = StripeKey,
        ["Stripe:WebhookSecrets:0"] = WebhookSecret,
        ["Organisation:Name"] = "The Club",
        ["Organisation:TimeZone"] = "Europe/Oslo",
        ["Organisation:Currency"] = "NOK",
        ["Organisation:Language"] = "en",
        ["Organisation:BankAccount"] = "1234 56 78903",
        ["Organisation:ContactEmail"] = "treasurer@club.example",
        ["Mail:From"] = "treasurer@club.example",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = "9",
    };
}
