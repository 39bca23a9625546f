using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;
using MemberPortal.StripeSandbox.Webhooks;

namespace MemberPortal.StripeSandbox.Clockwork;

/// <summary>What banks will do later and when. Kept with the rest, so a restart forgets nothing. Inside the store.</summary>
internal sealed class Timetable(SandboxStore store, WebhookEndpoint endpoint, TimeProvider clock)
{
    /// <summary>Once for each subject: a second time for the same replaces the first.</summary>
    public void Add(Happening what, string subject, DateTimeOffset at)
    {
        Cancel(what, subject);
        store.Timetable.Keep(new JsonObject
        {
            ["id"] = Key(what, subject),
            ["created"] = at.ToUnixTimeSeconds(),
            ["what"] = what.ToString(),
            ["subject"] = subject,
        });
        endpoint.Wake();
    }

    public void Add(Happening what, string subject, TimeSpan after) => Add(what, subject, clock.GetUtcNow() + after);

    /// <summary>False when nothing of the kind was to happen.</summary>
    public bool Cancel(Happening what, string subject)
    {
        var isThere = store.Timetable.Find(Key(what, subject)) is not null;
        store.Timetable.Remove(Key(what, subject));
        return isThere;
    }

    /// <summary>Takes the earliest of what is due off the timetable; null when nothing is.</summary>
    public (Happening What, string Subject)? TakeDue()
    {
        if (store.Timetable.OldestFirst is not [var first, ..] || first.Number("created") > clock.GetUtcNow().ToUnixTimeSeconds())
            return null;

        store.Timetable.Remove(first.Id());
        return (Enum.Parse<Happening>(first.Text("what")!), first.Text("subject")!);
    }

    public DateTimeOffset? NextAt() =>
        store.Timetable.OldestFirst is [var first, ..] ? DateTimeOffset.FromUnixTimeSeconds(first.Number("created")) : null;

    private static string Key(Happening what, string subject) => $"{what}:{subject}";
}
