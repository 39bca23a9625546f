using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// The club while its history is being told: its members, what it sells, its timeline and its books. The same day and
/// seed tell the same history.
/// </summary>
internal sealed class DemoClub
{
    private readonly BillingCalendar _calendar;

    public DemoClub(BillingCalendar calendar, OrganisationOptions organisation, InvoicingOptions invoicing, int seed)
    {
        _calendar = calendar;
        (Now, Today) = (calendar.Now, calendar.Today);
        Chance = new Random(seed);
        Catalogue = new DemoCatalogue(organisation.Currency);
        Rows.Products.AddRange(Catalogue.Products);
        Books = new DemoBooks(Rows, calendar, organisation.Currency, invoicing.KidAlgorithm);
        Timeline = new DemoTimeline(Now);
        Rows.Members.AddRange(DemoPeople.All(Chance, Today));
        Crowd = [.. Rows.Members.Where(m => DemoPerson.Of(m) is null)];
    }

    public DateTime Now { get; }
    public DateOnly Today { get; }

    /// <summary>The first day of the history.</summary>
    public DateOnly Start => Today.AddYears(-2);

    public Random Chance { get; }
    public DemoCatalogue Catalogue { get; }
    public DemoRows Rows { get; } = new();
    public DemoBooks Books { get; }
    public DemoTimeline Timeline { get; }
    public List<DemoCard> Cards { get; } = [];

    /// <summary>The members without an account, whose histories are left to chance.</summary>
    public IReadOnlyList<Member> Crowd { get; }

    public Member MemberWhoShows(string key) => Rows.Members.Single(m => DemoPerson.Of(m)?.Account.Shows == key);

    public DemoSale Bill(Member member, DateOnly on, DateOnly? dueOn, params IReadOnlyList<SaleLine> lines) =>
        new(this, member, InvoiceKind.Invoice, on, dueOn, lines);

    public DemoSale TopUp(Member member, DateOnly on, long minor) =>
        new(this, member, InvoiceKind.TopUp, on, on.AddDays(7), [new SaleLine(Catalogue.Words("top-up"), minor, VatRate: 0)]);

    public Subscription Subscribe(
        Member member, string product, DateOnly startsOn, DateOnly? trialEndsOn = null, DateOnly? canceledOn = null)
    {
        var subscription = new Subscription
        {
            Id = Rows.Subscriptions.Count + 1,
            MemberId = member.Id,
            ProductId = Catalogue[product].Id,
            Interval = Catalogue[product].Interval!.Value,
            StartsOn = startsOn,
            TrialEndsOn = trialEndsOn,
            CanceledOn = canceledOn,
        };
        Rows.Subscriptions.Add(subscription);
        return subscription;
    }

    public bool Happens(double probability) => Chance.NextDouble() < probability;

    /// <summary>Some moment of that day while people are up.</summary>
    public DateTime SomeTime(DateOnly day) => At(day, new TimeOnly(Chance.Next(9, 19), Chance.Next(60), Chance.Next(60)));

    public DateTime At(DateOnly day, TimeOnly time) => _calendar.InstantOf(day, time);

    public Guid NewGuid() => NewGuid(Chance);

    /// <summary>Told by chance alone, so that the same seed gives the same.</summary>
    public static Guid NewGuid(Random chance)
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new Guid(bytes);
    }
}
