using System.Text;
using CsCheck;
using TenantConsole.Core.Completions.Providers;

namespace TenantConsole.Tests.Core.Completions.Providers;

public sealed class ServerSentEventReaderTests
{
    private const int LineCap = 64;
    private const int TotalCap = 400;

    // Pieces of which both good and bad streams are made; some of them cut through a character, a line ending or the byte order mark.
    private static readonly Gen<byte[]> Bytes = Gen.OneOf<byte[]>(
        [.. "data: one"u8], [.. "data:two"u8], [.. "data"u8], [.. "data: é€😀"u8], [.. ": a comment"u8], [.. "event: x"u8], [.. "\n"u8], [.. "\n"u8], [.. "\n\n"u8], [.. "\r\n\r\n"u8], [.. "\r"u8], [.. "\r\n"u8],
        [.. "data: [DONE]\n\n"u8], [0xEF, 0xBB, 0xBF], [0xEF], [0xC3], [0x80], [.. "a line that is far longer than the cap of sixty-four bytes allows a line to be"u8])
        .Array[0, 30].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    private static CancellationToken Never => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AnyChunkingOfTheBytes_GivesTheSameEvents() =>
        await Gen.Select(Bytes, Gen.Int[1, 7].Array[1, 40]).SampleAsync(
            async (bytes, sizes) => Assert.Equal(await ReadAllAsync(bytes, [bytes.Length + 1]), await ReadAllAsync(bytes, sizes)), iter: 3_000);

    [Theory]
    [InlineData("data: a\n\n", "a")]
    [InlineData("data:a\n\n", "a")]
    [InlineData("data:  a\n\n", " a")]
    [InlineData("data: a\ndata: b\n\n", "a\nb")]
    [InlineData("data\n\n", "")]
    [InlineData("data: a\r\rdata: b\r\n\r\n", "a|b")]
    [InlineData("\uFEFFdata: a\n\n", "a")]
    [InlineData(": ping\n\ndata: a\n\n", "a")]
    [InlineData("event: message\nid: 7\nretry: 1\ndata: a\n\n", "a")]
    [InlineData("dataset: a\n\ndata: b\n\n", "b")]
    [InlineData("data: a\n\ndata: never closed", "a")]
    [InlineData("data: a\n\ndata: never closed\n", "a")]
    [InlineData("", null)]
    public async Task Read_Stream_GivesTheDataThatTheStandardSays(string stream, string? events) =>
        Assert.Equal([.. events?.Split('|') ?? [], "End"], await ReadAllAsync(Encoding.UTF8.GetBytes(stream), [5]));

    [Fact]
    public async Task Read_LineAtTheCap_IsRead() => Assert.Equal([new string('x', LineCap - 5), "End"], await ReadAllAsync(Encoding.UTF8.GetBytes($"data:{new string('x', LineCap - 5)}\n\n"), [9]));

    [Fact]
    public async Task Read_LineOverTheCap_IsTooLarge() => Assert.Equal(["TooLarge"], await ReadAllAsync(Encoding.UTF8.GetBytes($"data:{new string('x', LineCap - 4)}\n\n"), [9]));

    [Fact]
    public async Task Read_CommentsWithoutEnd_AreTooLarge() => Assert.Equal(["TooLarge"], await ReadAllAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(": ping\n", 100))), [50]));

    [Fact]
    public async Task Read_AfterAnEnding_GivesTheSameEnding()
    {
        var reader = new ServerSentEventReader(new MemoryStream([0xFF, (byte)'\n']), LineCap, TotalCap);
        await reader.ReadAsync(Never);
        Assert.Equal(ServerSentEventKind.InvalidUtf8, (await reader.ReadAsync(Never)).Kind);
    }

    // The data of each event, then the name of the ending.
    private static async Task<List<string>> ReadAllAsync(byte[] bytes, int[] sizes)
    {
        var reader = new ServerSentEventReader(new ChunkedStream(bytes, sizes), LineCap, TotalCap);
        List<string> read = [];
        while (await reader.ReadAsync(CancellationToken.None) is var next)
        {
            if (next.Kind != ServerSentEventKind.Event)
                return [.. read, next.Kind.ToString()];
            read.Add(Encoding.UTF8.GetString(next.Data.Span));
        }

        return read;
    }
}
