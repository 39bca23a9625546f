using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>
/// Counts the steps of a job, each command to the database and each commit, and kills its process at one of them, as a
/// power cut would. Step 0 is never reached.
/// </summary>
internal sealed class DeathAt(int step) : IDbCommandInterceptor, IDbTransactionInterceptor
{
    private bool _counts;
    private int _steps;

    public int Steps => _steps;

    public void Count() => _counts = true;

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Step();
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Step();
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Step();
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Step();
        return Task.CompletedTask;
    }

    private void Step()
    {
        if (_counts && Interlocked.Increment(ref _steps) == step)
            Process.GetCurrentProcess().Kill();
    }
}
