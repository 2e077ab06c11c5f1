using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;

namespace TenantConsole.Tests.Core.Documents;

public sealed class ContentInspectorTests
{
    [Theory]
    [InlineData("Hello", "a.txt", DocumentKind.PlainText)]
    [InlineData("# Hello", "a.md", DocumentKind.Markdown)]
    [InlineData("Grüße, 日本語, 😀", "a", DocumentKind.PlainText)]
    [InlineData("%PDF-1.7\n…", "a.txt", DocumentKind.Pdf)]
    [InlineData("\r\n%PDF-1.4", "a.pdf", DocumentKind.Pdf)]
    [InlineData("About %PDF- marks", "a.pdf", DocumentKind.PlainText)]
    public void Finish_ContentDecides_TheNameOnlyTellsMarkdown(string content, string name, DocumentKind kind) => Assert.Equal(kind, Inspect(Encoding.UTF8.GetBytes(content), name));

    [Theory]
    [InlineData("504B030414000600", "an office document or a ZIP archive")]
    [InlineData("89504E470D0A1A0A", "a picture")]
    [InlineData("FFD8FFE000104A46", "a picture")]
    [InlineData("FFFE480065006C00", "a text in UTF-16")]
    [InlineData("7F454C4602010100", "a program")]
    [InlineData("48656C6C6F00", "neither a PDF nor a text")]
    [InlineData("48C3", "no text in UTF-8")]
    [InlineData("48FF49", "no text in UTF-8")]
    [InlineData("EDA080", "no text in UTF-8")]
    [InlineData("", "empty")]
    public void Finish_AnythingElse_IsRefusedByWhatItIs(string hex, string word)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Inspect(Convert.FromHexString(hex), "a.txt"));

        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_BinaryFarInsideAText_IsRefusedThere()
    {
        var inspector = new ContentInspector();
        inspector.Add(new byte[4_000].Select(_ => (byte)'x').ToArray());

        Assert.Throws<InvalidInputException>(() => inspector.Add([(byte)'x', 0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_023)]
    [InlineData(1_025)]
    public void Add_InPiecesOfAnyLength_JudgesTheSame(int piece)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("é😀x", 600)));

        Assert.Equal(DocumentKind.PlainText, Inspect(bytes, "a.txt", piece));
        Assert.Throws<InvalidInputException>(() => Inspect([.. bytes, 0xC3], "a.txt", piece));
    }

    private static DocumentKind Inspect(byte[] bytes, string name, int piece = 4_096)
    {
        var inspector = new ContentInspector();
        foreach (var part in bytes.Chunk(piece))
        {
            inspector.Add(part);
        }

        return inspector.Finish(name);
    }
}
