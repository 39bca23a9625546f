namespace MemberPortal.Billing; internal static class Placeholder;
