namespace MemberPortal.Web.Tests.SignIn;

public sealed class RestartTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    [Fact]
    public async Task Who_is_signed_in_stays_so_when_the_portal_starts_again()
    {
        using var before = await portal.SignedInAsync(await portal.AddAccountAsync());

        await portal.RestartAsync();

        using var after = portal.Visit();
        after.Cookies.Add(portal.Address, before.Cookies.GetAllCookies());
        Assert.True(await after.IsSignedInAsync());
    }
}
