using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Http;

namespace MemberPortal.Web.Tests.Histories;

/// <summary>The power is cut: from here on nothing that the portal tries succeeds, until it is on again.</summary>
internal sealed class PowerCutException() : Exception("The power is cut.");

/// <summary>
/// The machine that a portal runs on, whose power can be cut between any two moments: before and after each command, commit
/// and call to the provider. Storage need not outlive a real power cut here, and so does not wait for the disk.
/// </summary>
internal sealed class Machine : IDbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor, IHttpMessageHandlerBuilderFilter
{
    private int _momentsLeft = int.MaxValue;

    public bool IsDown => Volatile.Read(ref _momentsLeft) <= 0;

    public void CutPowerAfter(int moments) => Volatile.Write(ref _momentsLeft, moments);

    /// <returns>Whether it was down.</returns>
    public bool PowerOn() => Interlocked.Exchange(ref _momentsLeft, int.MaxValue) <= 0;

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Pass();
        return Task.CompletedTask;
    }

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF";
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.AdditionalHandlers.Add(new Wire(this));
    };

    private void Pass()
    {
        if (Interlocked.Decrement(ref _momentsLeft) <= 0)
            throw new PowerCutException();
    }

    private sealed class Wire(Machine machine) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            machine.Pass();
            var answer = await base.SendAsync(request, cancellationToken);
            machine.Pass();
            return answer;
        }
    }
}
