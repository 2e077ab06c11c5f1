using System.Buffers.Binary;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Organizations;

/// <summary>A picture that may become a logo. What it is, its bytes say, not its name: PNG, WebP or SVG, at most <see cref="MaxBytes"/> and <see cref="MaxPixels"/> a side.</summary>
/// <param name="Content">As it is kept; of an SVG what <see cref="SvgLogo"/> lets through.</param>
public sealed record LogoImage(string ContentType, byte[] Content)
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxPixels = 2048;

    public const string Png = "image/png";
    public const string WebP = "image/webp";
    public const string Svg = "image/svg+xml";

    private const string Field = "logo";
    private static readonly string Pixels = FormattableString.Invariant($"A logo has at most {MaxPixels} pixels a side.");

    /// <exception cref="InvalidInputException">It is none of the three, broken, or too large.</exception>
    public static LogoImage Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length is 0 or > MaxBytes)
        {
            throw new InvalidInputException(FormattableString.Invariant($"A logo is a picture of at most {MaxBytes / 1024} KB."), Field);
        }

        return IsPng(bytes) ? Checked(Png, bytes, PngSize(bytes))
            : IsWebP(bytes) ? Checked(WebP, bytes, WebPSize(bytes))
            : SvgLogo.LooksLikeOne(bytes) ? new(Svg, SvgLogo.Clean(bytes))
            : throw new InvalidInputException("This file is no PNG, WebP or SVG picture.", Field);
    }

    private static LogoImage Checked(string contentType, byte[] bytes, (int Width, int Height)? size) => size switch
    {
        null or { Width: < 1 } or { Height: < 1 } => throw new InvalidInputException("This picture is broken: it does not say how large it is.", Field),
        { Width: > MaxPixels } or { Height: > MaxPixels } => throw new InvalidInputException(Pixels, Field),
        _ => new(contentType, bytes),
    };

    private static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    private static (int Width, int Height)? PngSize(ReadOnlySpan<byte> bytes) => bytes.Length < 24 || !bytes[12..16].SequenceEqual("IHDR"u8)
        ? null
        : (BinaryPrimitives.ReadInt32BigEndian(bytes[16..20]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..24]));

    private static bool IsWebP(ReadOnlySpan<byte> bytes) => bytes.Length >= 16 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8);

    /// <summary>The three forms of WebP keep their size in three places.</summary>
    private static (int Width, int Height)? WebPSize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
        {
            return null;
        }

        var form = bytes[12..16];
        if (form.SequenceEqual("VP8X"u8))
        {
            return (1 + Int24(bytes[24..27]), 1 + Int24(bytes[27..30]));
        }

        if (form.SequenceEqual("VP8L"u8) && bytes[20] == 0x2F)
        {
            var packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..25]);
            return ((int)(packed & 0x3FFF) + 1, (int)((packed >> 14) & 0x3FFF) + 1);
        }

        return form.SequenceEqual("VP8 "u8)
            ? (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..28]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..30]) & 0x3FFF)
            : null;
    }

    private static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
