namespace MemberPortal.Browser.Tests.Support;

/// <summary>Counts every touch of the screen from now on, as the browser sees it, whoever brings it about.</summary>
internal sealed class TapCounter
{
    private int _taps;

    public int Taps => _taps;

    public static async Task<TapCounter> OnAsync(Phone phone)
    {
        const string Listen = "addEventListener('pointerdown', () => window.tapped(), true)";
        var counter = new TapCounter();
        await phone.Page.ExposeFunctionAsync("tapped", () => { Interlocked.Increment(ref counter._taps); });
        await phone.Page.AddInitScriptAsync(Listen);   // of the pages to come
        await phone.Page.EvaluateAsync(Listen);
        return counter;
    }
}
