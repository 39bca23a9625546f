using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberPortal.FailPoints;

/// <summary>Sees what EF does to the database, and remembers which commands a transaction gave.</summary>
internal sealed class DatabaseWatch(ArmedFailPoint armed) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly ConditionalWeakTable<DbConnection, StringBuilder> _given = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Value)
        {
            case CommandEventData command when value.Key == RelationalEventId.CommandExecuting.Name:
                _given.GetOrCreateValue(command.Connection).Append(command.Command.CommandText);
                armed.Reach(FailMoment.Executing, command.Command.CommandText);
                break;

            case TransactionEventData transaction when value.Key == RelationalEventId.TransactionCommitting.Name:
                armed.Reach(FailMoment.Committing, Given(transaction));
                break;

            case TransactionEndEventData transaction when value.Key == RelationalEventId.TransactionCommitted.Name:
                armed.Reach(FailMoment.Committed, Given(transaction));
                break;

            case TransactionEndEventData transaction when value.Key == RelationalEventId.TransactionStarted.Name:
                _given.GetOrCreateValue(transaction.Transaction.Connection!).Clear();
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private string Given(TransactionEventData transaction) =>
        transaction.Context?.Database is { } && _given.TryGetValue(ConnectionOf(transaction), out var given) ? given.ToString() : "";

    /// <summary>A transaction that is committed has let go of its connection, and the context has not.</summary>
    private static DbConnection ConnectionOf(TransactionEventData transaction) =>
        transaction.Transaction.Connection ?? Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(transaction.Context!.Database);
}
