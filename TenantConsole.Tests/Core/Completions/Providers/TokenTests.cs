using System.Diagnostics;
using System.Text;
using CsCheck;
using Microsoft.ML.Tokenizers;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;

namespace TenantConsole.Tests.Core.Completions.Providers;

public sealed class TokenTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char['a', 'f'], 0, 900], Gen.OneOf("😀", "é", " ", "\n", "<|endoftext|>", "\ud83d", "word ", "漢字", "\0").Array[0, 300].Select(string.Concat));

    [Theory]
    [InlineData("", 0)]
    [InlineData("hello world", 2)]
    [InlineData("What is the status of ticket #123?", 9)]
    public void Count_Text_IsO200k(string text, int tokens) => Assert.Equal(tokens, TokenCounter.Count(text));

    [Fact]
    public void Count_AnyText_IsAtMostItsBytes() => AnyText.Sample(text => Assert.True(TokenCounter.Count(text) <= Encoding.UTF8.GetByteCount(text)), iter: 2_000);

    [Fact]
    public void Bound_AnyConversation_IsAtLeastItsTokens() => AnyText.Array[1, 4].Sample(
        texts =>
        {
            List<ChatMessage> messages = [.. texts.Select(text => new ChatMessage("user", text))];
            Assert.True(TokenCounter.Count(messages) <= TokenBound.Of(new ProviderRequest("m", messages, 10))!.InputTokens);
        },
        iter: 500);

    [Fact]
    public void Bound_AnyConversationAsARawBody_IsAtLeastItsTokens() => AnyText.Array[1, 4].Sample(
        texts =>
        {
            List<ChatMessage> messages = [.. texts.Select(text => new ChatMessage("user", text))];
            var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { messages = messages.Select(message => new { role = message.Role, content = message.Content }) });
            Assert.True(TokenCounter.Count(messages) <= TokenBound.Of(new ProviderRequest("m", messages, 10, RawBody: body))!.InputTokens);
        },
        iter: 500);

    [Fact]
    public void Count_ProseOfPeople_IsTheTokenizersOwnCount()
    {
        var prose = string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog, 1,234 times; naïve façade – déjà vu!\n\n    indented code();\n", 50));
        Assert.Equal(TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(prose), TokenCounter.Count(prose));
    }

    [Theory]
    [InlineData("a", 500_000)]
    [InlineData(" ", 500_000)]
    [InlineData("😀", 100_000)]
    public void Count_HostileRun_TakesTimeInProportion(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var watch = Stopwatch.StartNew();
        TokenCounter.Count(text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x"}}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"input_audio"}]}]}""")]
    [InlineData("""{"messages":[],"web_search_options":{}}""")]
    public void Bound_WhatBytesDoNotBound_HasNone(string body) => Assert.Null(TokenBound.Of(new ProviderRequest("m", [], 10, RawBody: Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void Bound_SeveralChoices_MultipliesTheOutput() => Assert.Equal(30, TokenBound.Of(new ProviderRequest("m", [], 10, RawBody: """{"n":3,"messages":[]}"""u8.ToArray()))!.OutputTokens);
}
