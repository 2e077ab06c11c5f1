using System.Buffers;
using System.Text;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Documents;

/// <summary>
/// Looks at a document's bytes as they pass, and decides what it is: a PDF by its mark, a text by being UTF-8 without control characters up to its last byte. Anything else is
/// refused at the first byte that gives it away.
/// </summary>
internal sealed class ContentInspector
{
    /// <summary>Readers look for a PDF's mark in so many bytes; so do we.</summary>
    private const int HeadBytes = 1_024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly (byte[] Mark, string What)[] Known =
    [
        ([0x50, 0x4B, 0x03, 0x04], "an office document or a ZIP archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an office document of the old kind"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ([0x47, 0x49, 0x46, 0x38], "a picture"),
        ([0x1F, 0x8B], "a compressed file"),
        ([0x4D, 0x5A, 0x90, 0x00], "a program"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ([0xFF, 0xFE], "a text in UTF-16"),
        ([0xFE, 0xFF], "a text in UTF-16"),
    ];

    private static readonly SearchValues<byte> NotOfText = SearchValues.Create([.. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 11 or 12 or 13 or 27)).Select(code => (byte)code), 127]);

    /// <summary>Blanks and a byte-order mark, which some programs write before a PDF's mark.</summary>
    private static readonly SearchValues<byte> BeforeMark = SearchValues.Create([0x00, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF]);

    private readonly Decoder _decoder = Strict.GetDecoder();
    private readonly byte[] _head = new byte[HeadBytes];
    private int _headLength;
    private bool _headIsJudged;
    private bool _isPdf;

    /// <exception cref="InvalidInputException">It is neither a PDF nor a text.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (!_headIsJudged)
        {
            var taken = Math.Min(bytes.Length, HeadBytes - _headLength);
            bytes[..taken].CopyTo(_head.AsSpan(_headLength));
            _headLength += taken;
            bytes = bytes[taken..];
            if (_headLength < HeadBytes)
            {
                return;
            }

            JudgeHead();
        }

        CheckText(bytes);
    }

    /// <summary>What it is, after its last byte.</summary>
    /// <exception cref="InvalidInputException">It is neither a PDF nor a text, or it has no bytes.</exception>
    public DocumentKind Finish(string name)
    {
        if (_headLength == 0)
        {
            throw new InvalidInputException("The file is empty.", "file");
        }

        if (!_headIsJudged)
        {
            JudgeHead();
        }

        if (_isPdf)
        {
            return DocumentKind.Pdf;
        }

        CheckText([], isEnd: true);
        return DocumentKinds.OfText(name);
    }

    private void JudgeHead()
    {
        _headIsJudged = true;
        var head = _head.AsSpan(0, _headLength);
        _isPdf = head.IndexOf("%PDF-"u8) is >= 0 and var at && head[..at].IndexOfAnyExcept(BeforeMark) < 0;
        foreach (var (mark, what) in Known)
        {
            if (!_isPdf && head.StartsWith(mark))
            {
                throw Refused($"This is {what}");
            }
        }

        CheckText(head);
    }

    private void CheckText(ReadOnlySpan<byte> bytes, bool isEnd = false)
    {
        if (_isPdf)
        {
            return;
        }

        if (bytes.IndexOfAny(NotOfText) >= 0)
        {
            throw Refused("This is neither a PDF nor a text");
        }

        try
        {
            Span<char> letters = stackalloc char[1_024];
            while (!bytes.IsEmpty || isEnd)
            {
                _decoder.Convert(bytes, letters, isEnd, out var used, out _, out var completed);
                bytes = bytes[used..];
                if (completed)
                {
                    break;
                }
            }
        }
        catch (DecoderFallbackException)
        {
            throw Refused("This is no text in UTF-8");
        }
    }

    private static InvalidInputException Refused(string what) => new($"{what}. Documents are PDF files, and plain text or Markdown in UTF-8; save it as one of these and upload that.", "file");
}
