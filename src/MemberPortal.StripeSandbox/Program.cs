using System.Globalization;
using System.Runtime.InteropServices;
using MemberPortal.StripeSandbox;
using MemberPortal.StripeSandbox.Clockwork;

// The sandbox alone: -- --urls http://localhost:5081 --webhook URL --secret S[,S] [--store FILE] [--business NAME] [--banks-take SECONDS]
var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
var options = new SandboxOptions
{
    Url = new Uri(settings["urls"] ?? "http://localhost:5081"),
    StoreFile = settings["store"],
    BusinessName = settings["business"],
};
if (settings["banks-take"] is { } seconds)
    options = options with { BanksTake = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) };

using var stopped = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

if (settings["webhook"] is not null && settings["secret"] is null)
    return Refuse("--webhook needs --secret, the key that signs what is sent.");

try
{
#pragma warning disable RS0030 // The one place that supplies the machine's clock.
    await using var sandbox = await RunningSandbox.StartAsync(options, new MovableClock(TimeProvider.System), stopped.Token);
#pragma warning restore RS0030
    Console.WriteLine($"Stripe sandbox at {sandbox.Address}, what it holds at {sandbox.Address}_sandbox");
    if (settings["webhook"] is { } webhook)
    {
        sandbox.SendWebhooksTo(new Uri(webhook), settings["secret"]!.Split(','));
        Console.WriteLine($"Webhooks go to {webhook}");
    }

    await Task.Delay(Timeout.Infinite, stopped.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    return 0;
}
catch (Exception e) when (e is IOException or InvalidDataException)
{
    return Refuse(e.Message);
}

static int Refuse(string why)
{
    Console.Error.WriteLine(why);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.Cancel();
}
