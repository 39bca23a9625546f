using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Profile;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

internal static class SignInRegistration
{
    public const string Path = "/sign-in";

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<ILookupNormalizer, TypedNames>();
        services.AddIdentityCore<Account>(identity =>
            {
                // Which passwords are good enough is said by PasswordRules alone.
                identity.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.Shortest,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddRoles<IdentityRole<int>>()
            .AddEntityFrameworkStores<PortalDbContext>();

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.EventsType = typeof(SessionCookie);
            cookie.LoginPath = Path;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.SlidingExpiration = true;
        });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<PortalCookies, IOptionsMonitor<SignInOptions>, MachineClock>((cookie, cookies, signIn, machine) =>
            {
                cookie.TimeProvider = machine.Time;
                cookies.Shape(cookie.Cookie, "session");
                // An age, and no instant: the clock of a phone may be wrong.
                cookie.Cookie.MaxAge = signIn.CurrentValue.LongestSession(isStaff: false);
            });
        services.AddSingleton<IOptionsChangeTokenSource<CookieAuthenticationOptions>>(provider =>
            new ConfigurationChangeTokenSource<CookieAuthenticationOptions>(
                CookieAuthenticationDefaults.AuthenticationScheme, provider.GetRequiredService<IConfiguration>()));

        services.AddSingleton<SessionQuery>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Quotas>();
        services.AddScoped<SessionCookie>();
        services.AddScoped<Sessions>();
        services.AddScoped<Throttle>();
        services.AddScoped<SignInWithPassword>();
        services.AddScoped<Entrance>();
        services.AddScoped<OneTimeLinks>();
        services.AddScoped<NewPassword>();
        services.AddScoped<SetPassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<ChooseLanguage>();
        services.AddScoped<MailResetLink>();
        services.AddScoped<InviteAccount>();
        services.AddScoped<CreateAdmin>();
        services.AddScoped<PasswordResetMail>();
        services.AddScoped<InvitationMail>();
        services.AddScoped<PasswordChangedMail>();
    }
}
