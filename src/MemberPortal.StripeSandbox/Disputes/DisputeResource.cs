using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Disputes;

/// <summary>Disputes can be read, answered with evidence, and given up by closing them.</summary>
internal sealed class DisputeResource(SandboxStore store, DisputeBook disputes) : IResource
{
    private const string Kind = "dispute";

    private static readonly string[] Evidence =
    [
        "access_activity_log", "billing_address", "cancellation_policy_disclosure", "cancellation_rebuttal", "customer_email_address",
        "customer_name", "customer_purchase_ip", "duplicate_charge_explanation", "duplicate_charge_id", "product_description",
        "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "uncategorized_text",
    ];

    public void Map(ApiRoutes routes)
    {
        routes.Get("disputes", List);
        routes.Get("disputes/{id}", call =>
        {
            call.Begin();
            return Find(call);
        });
        routes.Post("disputes/{id}", Update);
        routes.Post("disputes/{id}/close", Close);
    }

    /// <summary>Evidence goes to the bank at once unless submit is false.</summary>
    private JsonObject Update(ApiCall call)
    {
        var metadata = call.Parameters.Metadata(store.Disputes.Find(call.Id)?["metadata"]?.AsObject());
        var evidence = new JsonObject();
        if (call.Parameters.Group("evidence") is { } sent)
        {
            foreach (var field in Evidence)
                sent.Fill(evidence, field, 20_000);
        }

        var isSubmitted = call.Parameters.Boolean("submit") ?? evidence.Count > 0;
        call.Begin();

        var dispute = Find(call);
        RefuseClosed(dispute);
        disputes.Answer(dispute, evidence, metadata, isSubmitted, call.Cause);
        return dispute;
    }

    private JsonObject Close(ApiCall call)
    {
        call.Begin();

        var dispute = Find(call);
        RefuseClosed(dispute);
        disputes.Close(dispute, isWon: false, call.Cause);
        return dispute;
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var charge = call.Parameters.Filled("charge");
        var intent = call.Parameters.Filled("payment_intent");
        call.Begin();

        return page.Of(store.Disputes, Kind, call.Path, dispute =>
            (charge is null || dispute.Is("charge", charge)) && (intent is null || dispute.Is("payment_intent", intent)));
    }

    private static void RefuseClosed(JsonObject dispute)
    {
        if (!DisputeBook.IsOpen(dispute))
            throw StripeErrors.Invalid($"This dispute is already closed with a status of {dispute.Text("status")}.");
    }

    private JsonObject Find(ApiCall call) => store.Disputes.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);
}
