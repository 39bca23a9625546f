namespace MemberPortal.Web.Features.Shared;

/// <summary>
/// A page with a form that is shown again with what was typed when the portal cannot take it just now
/// (<see cref="Hosting.KeepsTheForm"/>).
/// </summary>
internal interface IFormPage
{
    /// <summary>Loads what the page shows beside the form; it runs only where the handler failed.</summary>
    Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
