using MemberPortal.StripeSandbox.PaymentIntents;

namespace MemberPortal.StripeSandbox.Clockwork;

/// <summary>Lets happen what the timetable says is due, earliest first. Inside the store.</summary>
internal sealed class DueHappenings(Timetable timetable, DebitAnswers debits)
{
    public void Run()
    {
        while (timetable.TakeDue() is var (what, subject))
            Run(what, subject);
    }

    private void Run(Happening what, string subject)
    {
        switch (what)
        {
            case Happening.DebitSettles:
                debits.Answer(subject);
                break;
        }
    }
}
