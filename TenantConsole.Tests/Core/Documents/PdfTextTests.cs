using System.IO.Compression;
using System.Text;
using TenantConsole.Core.Documents;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace TenantConsole.Tests.Core.Documents;

public sealed class PdfTextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Read_TwoPages_GivesBothInOrder()
    {
        var read = Read(Pdf("First page", "Second page"));

        Assert.Equal((TextStatus.Whole, "First page\n\nSecond page"), (read.Status, read.Text));
    }

    [Fact]
    public void Read_NoText_IsNone() => Assert.Equal(TextStatus.None, Read(Pdf("")).Status);

    [Theory]
    [InlineData("%PDF-1.7\nnothing of a PDF follows")]
    [InlineData("%PDF-")]
    [InlineData("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF")]
    public void Read_Broken_FailsAndSaysSo(string content)
    {
        var read = Read(Encoding.Latin1.GetBytes(content));

        Assert.Equal((TextStatus.Failed, "The PDF is broken or of a kind that cannot be read here."), (read.Status, read.Fault));
    }

    [Fact]
    public void Read_Truncated_NeverThrows()
    {
        var whole = Pdf("Some text");
        for (var length = 5; length < whole.Length; length += 97)
        {
            Assert.NotEqual(TextStatus.Waiting, Read(whole[..length]).Status);
        }
    }

    [Fact]
    public void Read_DeeplyNestedObject_DoesNotEndTheProgram()
    {
        var read = Read(Raw(new string('[', 1_000_000) + new string(']', 1_000_000), stream: [], filter: ""));

        Assert.NotEqual(TextStatus.Waiting, read.Status);
    }

    [Fact]
    public void Read_StreamThatUnpacksToGigabytes_StopsAtTheBound()
    {
        var packed = Deflated(400);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = Read(Raw("1", packed, "/FlateDecode"));

        Assert.Equal((TextStatus.Failed, "The PDF unpacks to more than is read here."), (read.Status, read.Fault));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60_000_000);
    }

    /// <summary>The example of the PDF specification: ten bytes in nine.</summary>
    [Fact]
    public void Of_LzwStream_IsWhatItUnpacksTo() => Assert.Equal(10, LzwLength.Of(Convert.FromHexString("800B6050220C0C8501")));

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => PdfText.Read(new MemoryStream(Pdf("a", "b")), cancelled.Token));
    }

    private static ExtractedText Read(byte[] pdf) => PdfText.Read(new MemoryStream(pdf), Cancel);

    private static byte[] Pdf(params string[] pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            if (text.Length > 0)
            {
                page.AddText(text, 12, new PdfPoint(50, 700), font);
            }
        }

        return builder.Build();
    }

    /// <summary>A PDF of one page, written by hand, with something in its catalogue and a content stream.</summary>
    private static byte[] Raw(string inCatalogue, byte[] stream, string filter)
    {
        using var pdf = new MemoryStream();
        var offsets = new List<long>();
        Write("%PDF-1.4\n");
        Add($"<< /Type /Catalog /Pages 2 0 R /Something {inCatalogue} >>");
        Add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << >> >>");
        offsets.Add(pdf.Length);
        Write($"4 0 obj\n<< /Length {stream.Length}{(filter.Length > 0 ? $" /Filter {filter}" : "")} >>\nstream\n");
        pdf.Write(stream);
        Write("\nendstream\nendobj\n");
        var at = pdf.Length;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(offset => $"{offset:D10} 00000 n \n"))}");
        Write($"trailer << /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF");
        return pdf.ToArray();

        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));

        void Add(string body)
        {
            offsets.Add(pdf.Length);
            Write($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }
    }

    private static byte[] Deflated(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = Encoding.Latin1.GetBytes(new string(' ', 1_000_000));
            for (var written = 0; written < megabytes; written++)
            {
                zlib.Write(blanks);
            }
        }

        return packed.ToArray();
    }
}
