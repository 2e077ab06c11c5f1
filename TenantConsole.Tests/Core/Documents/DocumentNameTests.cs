using TenantConsole.Core.Documents;

namespace TenantConsole.Tests.Core.Documents;

public sealed class DocumentNameTests
{
    [Theory]
    [InlineData("Runbook.md", "Runbook.md")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\system32\\config.txt", "config.txt")]
    [InlineData("C:\\fakepath\\plan.pdf", "plan.pdf")]
    [InlineData("a\0b.txt", "ab.txt")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("\u2066quote\u2069.txt", "quote.txt")]
    [InlineData("דוח שנתי.pdf", "דוח שנתי.pdf")]
    [InlineData("two\r\n  lines\t.txt", "two lines .txt")]
    [InlineData("..", "document")]
    [InlineData("...", "document")]
    [InlineData("dir/", "document")]
    [InlineData("", "document")]
    [InlineData(null, "document")]
    [InlineData("name.txt. ", "name.txt")]
    [InlineData("half\uD83D.txt", "half.txt")]
    [InlineData("Cafe\u0301.txt", "Café.txt")]
    public void Clean_AnyName_IsOneThatCanBeShownAndSaved(string? given, string clean) => Assert.Equal(clean, DocumentName.Clean(given));

    [Fact]
    public void Clean_ThreeHundredCharacters_KeepsBeginningAndEnding()
    {
        var clean = DocumentName.Clean(new string('x', 296) + ".pdf");

        Assert.Equal((DocumentName.MaxLength, true), (clean.Length, clean.EndsWith("x….pdf", StringComparison.Ordinal)));
    }

    [Fact]
    public void Clean_CutInsideASurrogatePair_LeavesNoHalf()
    {
        var clean = DocumentName.Clean("x" + string.Concat(Enumerable.Repeat("😀", 150)) + ".txt");

        Assert.DoesNotContain('\uFFFD', clean.EnumerateRunes().Select(rune => (char)Math.Min(rune.Value, char.MaxValue)));
        Assert.InRange(clean.Length, 1, DocumentName.MaxLength);
    }

    [Theory]
    [InlineData(DocumentKind.PlainText, "page.html", "page.html.txt")]
    [InlineData(DocumentKind.PlainText, "run.bat", "run.bat.txt")]
    [InlineData(DocumentKind.PlainText, "rows.csv", "rows.csv")]
    [InlineData(DocumentKind.PlainText, "report.pdf", "report.pdf.txt")]
    [InlineData(DocumentKind.Pdf, "notes.txt", "notes.txt.pdf")]
    [InlineData(DocumentKind.Pdf, "Report.PDF", "Report.PDF")]
    public void FileName_EndingThatSaysSomethingElse_GetsTheRightOne(DocumentKind kind, string name, string file) => Assert.Equal(file, DocumentKinds.FileName(kind, name));
}
