namespace MemberPortal.StripeSandbox.Api;

/// <summary>Where resources register their operations, under /v1.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder routes, StripeApi api)
{
    public void Get(string path, Operation operation) =>
        routes.MapGet("/v1/" + path, context => api.HandleAsync(context, operation));

    public void Post(string path, Operation operation) =>
        routes.MapPost("/v1/" + path, context => api.HandleAsync(context, operation));

    public void Delete(string path, Operation operation) =>
        routes.MapDelete("/v1/" + path, context => api.HandleAsync(context, operation));

    /// <summary>Whatever no resource took.</summary>
    public void Otherwise() => routes.Map("/v1/{**path}", context => api.HandleAsync(context, call => throw StripeErrors.Invalid(
        $"Unrecognized request URL ({context.Request.Method}: {call.Path}).", status: 404)));
}
