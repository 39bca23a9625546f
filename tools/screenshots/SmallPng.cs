using System.Buffers.Binary;
using System.IO.Compression;

namespace MemberPortal.Screenshots;

/// <summary>
/// Chromium filters the rows of a screenshot as if it were a photograph and packs them in a hurry. Flat colours pack a
/// quarter smaller unfiltered. Nothing is lost.
/// </summary>
internal static class SmallPng
{
    private const int Signature = 8;
    private const int BytesAPixel = 3;

    public static byte[] Of(byte[] png)
    {
        var header = Chunks(png).First(chunk => chunk.Type is "IHDR").Body;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        if (header[8] != 8 || header[9] != 2)
            throw new NotSupportedException("Only the eight-bit RGB that Chromium writes.");

        var rows = Unpack([.. Chunks(png).Where(chunk => chunk.Type is "IDAT").SelectMany(chunk => chunk.Body)]);
        var stride = width * BytesAPixel + 1;
        for (var y = 0; y < height; y++)
            Unfilter(rows.AsSpan(y * stride, stride), y == 0 ? new byte[stride] : rows.AsSpan((y - 1) * stride, stride));

        using var small = new MemoryStream();
        small.Write(png, 0, Signature);
        Write(small, "IHDR", header);
        Write(small, "IDAT", Pack(rows));
        Write(small, "IEND", []);
        return small.ToArray();
    }

    /// <summary>The five filters of the PNG specification, section 9; the first byte of a row names its filter.</summary>
    private static void Unfilter(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var filter = row[0];
        row[0] = 0;
        for (var i = 1; i < row.Length; i++)
        {
            int left = i > BytesAPixel ? row[i - BytesAPixel] : 0, up = above[i], corner = i > BytesAPixel ? above[i - BytesAPixel] : 0;
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Paeth(left, up, corner),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (fromLeft, fromUp, fromCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        return fromLeft <= fromUp && fromLeft <= fromCorner ? left : fromUp <= fromCorner ? up : corner;
    }

    private static IEnumerable<(string Type, byte[] Body)> Chunks(byte[] png)
    {
        for (var at = Signature; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            yield return (System.Text.Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress))
            zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static byte[] Pack(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(rows);
        return packed.ToArray();
    }

    private static void Write(MemoryStream png, string type, byte[] body)
    {
        byte[] typed = [.. System.Text.Encoding.ASCII.GetBytes(type), .. body];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        png.Write(number);
        png.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(typed));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }

        return ~crc;
    }
}
