namespace MemberPortal.Web.Localization;

/// <summary>Names the resources with the words of the pages: Texts.resx and one file a language.</summary>
internal sealed class Texts;

/// <summary>Names the resources with the words of the mails: MailTexts.resx and one file a language.</summary>
internal sealed class MailTexts;
