namespace MemberPortal.Billing.PaymentMethods;

/// <summary>How a member pays; one way or none.</summary>
public enum PaymentMethodKind
{
    None,
    Card,
    SepaDebit,
    Cheque,
    Cash,
    BankTransfer,
}
