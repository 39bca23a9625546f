using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Store;

/// <summary>
/// Everything the sandbox knows. All reading and changing happens inside <see cref="Run{T}"/>, one at a time; what one run
/// changed reaches the file as one line, so a crash keeps all of it or nothing.
/// </summary>
internal sealed class SandboxStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly HashSet<(Table, string)> _changes = [];
    private readonly StoreFile? _file;

    public SandboxStore(SandboxOptions options)
    {
        Customers = Add("customers");
        TaxIds = Add("tax_ids");
        CheckoutSessions = Add("checkout_sessions");
        CheckoutDetails = Add("checkout_details");
        PaymentMethods = Add("payment_methods");
        Behind = Add("behind");
        SetupIntents = Add("setup_intents");
        Mandates = Add("mandates");
        PaymentIntents = Add("payment_intents");
        Charges = Add("charges");
        Returns = Add("returns");
        Refunds = Add("refunds");
        Disputes = Add("disputes");
        BalanceTransactions = Add("balance_transactions");
        Payouts = Add("payouts");
        PaidOut = Add("paid_out");
        Timetable = Add("timetable");
        Endpoints = Add("endpoints");
        Events = Add("events");
        Deliveries = Add("deliveries");
        IdempotentResults = Add("idempotent_results");
        _file = options.StoreFile is { } path ? StoreFile.Open(path, _tables) : null;
    }

    public Table Customers { get; }
    public Table TaxIds { get; }
    public Table CheckoutSessions { get; }

    /// <summary>What a session was made with and does not show: its line items and payment_intent_data.</summary>
    public Table CheckoutDetails { get; }

    public Table PaymentMethods { get; }

    /// <summary>Which test card or account a payment method is, never a card's number, and what became of the method.</summary>
    public Table Behind { get; }

    public Table SetupIntents { get; }
    public Table Mandates { get; }
    public Table PaymentIntents { get; }
    public Table Charges { get; }

    /// <summary>Where a person goes on from the bank's page, under the intent's id: the API forgets it once the bank is answered.</summary>
    public Table Returns { get; }

    public Table Refunds { get; }
    public Table Disputes { get; }
    public Table BalanceTransactions { get; }
    public Table Payouts { get; }

    /// <summary>Which payout a balance transaction went into, under the transaction's id.</summary>
    public Table PaidOut { get; }

    /// <summary>What will happen by the clock alone.</summary>
    public Table Timetable { get; }

    /// <summary>That there is a webhook; neither its address, which may change with every start, nor its secret.</summary>
    public Table Endpoints { get; }

    public Table Events { get; }

    /// <summary>Webhooks still to be sent, one an event, under the event's id.</summary>
    public Table Deliveries { get; }

    public Table IdempotentResults { get; }

    public T Run<T>(Func<T> work)
    {
        lock (_lock)
        {
            try
            {
                return work();
            }
            finally
            {
                if (_changes.Count > 0)
                    _file?.Append(_changes);
                _changes.Clear();
            }
        }
    }

    public void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    /// <summary>The object of that id, whatever its kind: ids tell it by their prefix.</summary>
    public JsonObject? Find(string id) => id.Split('_')[0] switch
    {
        "cus" => Customers.Find(id),
        "cs" => CheckoutSessions.Find(id),
        "pm" => PaymentMethods.Find(id),
        "seti" => SetupIntents.Find(id),
        "mandate" => Mandates.Find(id),
        "pi" => PaymentIntents.Find(id),
        "ch" or "py" => Charges.Find(id),
        "re" or "pyr" => Refunds.Find(id),
        "dp" => Disputes.Find(id),
        "po" => Payouts.Find(id),
        "evt" => Events.Find(id),
        "txn" => BalanceTransactions.Find(id),
        _ => null,
    };

    /// <summary>A customer that is there and not deleted.</summary>
    public bool HasCustomer(string id) => Customers.Find(id) is { } customer && customer["deleted"] is null;

    public void Dispose() => _file?.Dispose();

    private Table Add(string name) => _tables[name] = new Table(name, (table, id) => _changes.Add((table, id)));
}
