using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Proof;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.SignIn;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>Every mail that there is, one line each, and its variants that read differently. A test misses none.</summary>
internal static class MailSamples
{
    public static readonly IReadOnlyList<MailSample> All =
    [
        MailSample.Of<InvoiceSentMail>("invoice", (mail, club) => mail.LetterOf(club.Invoice(14, 42, 100_000, 20_000), club.Member)),
        MailSample.Of<InvoiceSentMail>("invoice-of-nothing", (mail, club) => mail.LetterOf(club.Invoice(14, 42, 0), club.Member)),
        MailSample.Of<PastDueMail>("first-reminder", (mail, club) =>
            mail.LetterOf(club.Reminder(1, isLast: false, club.Invoice(-3, 42, 120_000)))),
        MailSample.Of<PastDueMail>("second-reminder", (mail, club) =>
            mail.LetterOf(club.Reminder(2, isLast: false, club.Invoice(-10, 42, 120_000), club.Invoice(-5, 43, 35_000)))),
        MailSample.Of<PastDueMail>("last-reminder", (mail, club) =>
            mail.LetterOf(club.Reminder(3, isLast: true, Late(club)))),
        MailSample.Of<ReceiptMail>("receipt", (mail, club) => Receipt(mail, club, 120_000)),
        MailSample.Of<ReceiptMail>("receipt-of-a-part", (mail, club) => Receipt(mail, club, 50_000)),
        MailSample.Of<ReceiptMail>("receipt-of-too-much", (mail, club) => Receipt(mail, club, 150_000)),
        MailSample.Of<ReceiptMail>("receipt-for-another-payer", (mail, club) =>
        {
            var invoice = club.Invoice(5, 42, 120_000);
            mail.QueueCopy(invoice, club.PaymentOf(invoice, 120_000), new(null, "payer@example.org", "payer@example.org", club.Language.Code));
        }),
        MailSample.Of<PaymentReversedMail>("payment-taken-back", (mail, club) =>
        {
            var payment = club.PaymentOf(club.Invoice(5, 42, 120_000), 120_000);
            payment.Invoice!.Received = 0;
            mail.Queue(payment, club.Member);
        }),
        MailSample.Of<PaymentFailedMail>("payment-declined", (mail, club) => Failed(mail, club, "generic_decline")),
        MailSample.Of<PaymentFailedMail>("payment-without-funds", (mail, club) => Failed(mail, club, "insufficient_funds")),
        MailSample.Of<PaymentFailedMail>("payment-with-expired-card", (mail, club) => Failed(mail, club, "expired_card")),
        MailSample.Of<MethodNoticeMail>("card-expires-soon", (mail, club) => mail.Queue(club.Troubled(29), club.NoticeOf(MethodTrouble.ExpiresSoon))),
        MailSample.Of<MethodNoticeMail>("card-expires-in-days", (mail, club) => mail.Queue(club.Troubled(7), club.NoticeOf(MethodTrouble.ExpiresInDays))),
        MailSample.Of<MethodNoticeMail>("card-expired", (mail, club) => mail.Queue(club.Troubled(-40), club.NoticeOf(MethodTrouble.Expired))),
        MailSample.Of<MethodNoticeMail>("card-without-funds", (mail, club) =>
            mail.Queue(club.Troubled(400, club.Invoice(3, 42, 120_000)), club.NoticeOf(MethodTrouble.InsufficientFunds))),
        MailSample.Of<MethodNoticeMail>("card-declined", (mail, club) => mail.Queue(club.Troubled(400), club.NoticeOf(MethodTrouble.Invalid))),
        MailSample.Of<CardRenewedMail>("card-renewed", (mail, club) => mail.Queue(club.Card(400), club.Member)),
        MailSample.Of<ProofMail>("books-differ", (mail, club) => mail.LetterOf("sample", club.Account, club.Proof)),
        MailSample.Of<InvitationMail>("invitation", (mail, club) => mail.Queue(club.Account, club.Link)),
        MailSample.Of<PasswordResetMail>("password-reset", (mail, club) => mail.Queue(club.Account, club.Link)),
        MailSample.Of<PasswordChangedMail>("password-changed", (mail, club) => mail.Queue(club.Account)),
    ];

    public static MailSample? Find(string? name) => All.FirstOrDefault(sample => sample.Name == name);

    private static Data.Invoice[] Late(SampleClub club) =>
        [.. Enumerable.Range(0, 5).Select(i => club.Invoice(-17 + i, 42 + i, 120_000 - (i * 10_000)))];

    private static void Receipt(ReceiptMail mail, SampleClub club, long paid)
    {
        var invoice = club.Invoice(5, 42, 120_000);
        mail.QueueForMember(invoice, club.PaymentOf(invoice, paid), new(1, club.Name, "kari@example.org", club.Language.Code));
    }

    private static Mail.Letter Failed(PaymentFailedMail mail, SampleClub club, string code)
    {
        var invoice = club.Invoice(5, 42, 120_000);
        return mail.LetterOf(club.DeclinedAttempt(invoice, code), invoice, club.Member);
    }
}
