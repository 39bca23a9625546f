using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>The first administrator, or the way back in for one; run by whoever runs the machine.</summary>
internal sealed class CreateAdmin(InviteAccount invite, IOptions<OrganisationOptions> organisation)
{
    /// <returns>A link that works once.</returns>
    public async Task<Uri> RunAsync(string email, CancellationToken cancellationToken)
    {
        if (!new EmailAddressAttribute().IsValid(email))
            throw new StartRefusedException("create-admin is followed by an email address.", null);

        var link = await invite.RunAsync(new(email, email, organisation.Value.Language, Role.Admin), byMail: false, cancellationToken);
        return link.Address;
    }
}
