using Microsoft.AspNetCore.Html;
using QRCoder;

namespace MemberPortal.Web.Features.Payments;

/// <summary>An address as a code that a phone reads.</summary>
internal static class QrCode
{
    /// <summary>Black on white in either theme, with the quiet zone that readers want: phones do not read it the other way round.</summary>
    public static IHtmlContent Of(Uri address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return new HtmlString(svg.GetGraphic(new System.Drawing.Size(1, 1), "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
