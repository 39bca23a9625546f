using System.Runtime.InteropServices;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// Long calculations, each on a thread of its own that stands back behind those which answer pages: the pool has hardly
/// more threads than there are processors, and two calculations on it would keep every page waiting.
/// </summary>
internal static class BehindPages
{
    private const int OfProcess = 0;   // which on Linux is a thread
    private const int Caller = 0;
    private const int StandingBack = 15;

    public static Task<T> RunAsync<T>(Func<T> work) => Task.Factory.StartNew(
        () =>
        {
            // .NET's priorities do nothing on Linux, where this touches the calling thread alone. That it fails changes nothing else.
            if (OperatingSystem.IsLinux())
                _ = setpriority(OfProcess, Caller, StandingBack);

            return work();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

#pragma warning disable IDE1006, SYSLIB1054 // the C library's name; a generated import would need unsafe code
    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int setpriority(int which, int who, int priority);
#pragma warning restore IDE1006, SYSLIB1054
}
