using System.Reflection;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.MailLog;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Features.MailLog;

/// <summary>Every mail can be looked at in every language.</summary>
public sealed class PreviewTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    public static TheoryData<string> Samples => [.. MailSamples.All.Select(sample => sample.Name)];

    [Fact]
    public void No_mail_is_missing_and_no_name_is_there_twice()
    {
        var mails = typeof(MailSamples).Assembly.GetTypes().Where(type => type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .Any(constructor => type.Name.EndsWith("Mail", StringComparison.Ordinal)
                && constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(Outbox))));

        Assert.Equal(
            mails.Where(type => type != typeof(RecheckMail)).Select(type => type.Name).Order(),
            MailSamples.All.Select(sample => sample.Mail.Name).Distinct().Order());
        Assert.Distinct(MailSamples.All.Select(sample => sample.Name));
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task A_mail_reads_in_every_language_and_is_neither_kept_nor_sent(string sample)
    {
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        var worded = new List<OutgoingMail>();
        foreach (var language in Language.All)
            worded.Add(await portal.RunAsync<PreviewMail, OutgoingMail>(preview => Task.FromResult(preview.Of(MailSamples.Find(sample)!, language, "Ada Admin"))));

        Assert.Distinct(worded.Select(mail => mail.Subject));
        Assert.Distinct(worded.Select(mail => mail.Text));
        Assert.Equal(Language.All.Select(language => language.Code), worded.Select(mail => mail.Language));
        Assert.All(worded, mail =>
        {
            Assert.DoesNotContain("Mail.", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{\d\}", mail.Subject + mail.Text);
            Assert.Contains(mail.Subject, System.Net.WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
        });
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task The_list_leads_to_each_mail_and_a_mail_to_its_other_languages()
    {
        using var admin = await portal.SignedInAsync(Role.Admin);

        var list = await admin.ReadAsync("/mails/preview");
        var page = await admin.ReadAsync("/mails/preview/last-reminder/ru");
        var body = await admin.ReadAsync("/mails/preview/last-reminder/ru/body");

        Assert.All(MailSamples.All, sample => Assert.Contains($"/mails/preview/{sample.Name}/en\"", list, StringComparison.Ordinal));
        Assert.All(Language.All, language => Assert.Contains($"/mails/preview/last-reminder/{language.Code}\"", page, StringComparison.Ordinal));
        Assert.Contains("Последнее напоминание: 5 просроченных счетов", page, StringComparison.Ordinal);
        Assert.Contains("Здравствуйте, Kari Nordmann!", body, StringComparison.Ordinal);
    }
}
