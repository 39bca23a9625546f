using Microsoft.Playwright;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>Reads a QR code as another phone's camera does: from what is drawn, and with somebody else's decoder.</summary>
internal static class CodeReader
{
    private const int Side = 600;

    /// <summary>Draws the picture on white in a page of its own, where no policy of ours forbids it.</summary>
    public static async Task<Uri> ReadCodeAsync(this Phone phone, ILocator picture)
    {
        var svg = await picture.EvaluateAsync<string>("svg => new XMLSerializer().serializeToString(svg)");
        var page = await phone.Page.Context.NewPageAsync();
        var pixels = await page.EvaluateAsync<string>(
            """
            async ([svg, side]) => {
              const image = new Image(side, side);
              image.src = 'data:image/svg+xml;base64,' + btoa(svg);
              await image.decode();
              const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side }).getContext('2d');
              canvas.fillStyle = '#fff';
              canvas.fillRect(0, 0, side, side);
              canvas.drawImage(image, 0, 0, side, side);
              const all = canvas.getImageData(0, 0, side, side).data;
              return btoa(Array.from({ length: side * side }, (_, i) => String.fromCharCode(all[i * 4])).join(''));
            }
            """,
            new object[] { svg, Side });
        await page.CloseAsync();

        var source = new RGBLuminanceSource(Convert.FromBase64String(pixels), Side, Side, RGBLuminanceSource.BitmapFormat.Gray8);
        var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)));
        Assert.NotNull(read);
        return new Uri(read.Text);
    }
}
