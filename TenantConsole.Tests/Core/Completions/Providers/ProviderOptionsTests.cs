using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Completions.Sandbox;

namespace TenantConsole.Tests.Core.Completions.Providers;

public sealed class ProviderOptionsTests
{
    [Theory]
    [InlineData(null, null, "sandbox")]
    [InlineData("", "  ", "sandbox")]
    [InlineData("sk-1", null, "openai")]
    [InlineData(null, "http://localhost:11434/v1", "openai_compatible")]
    [InlineData("sk-1", "https://eu.api.openai.com/v1", "openai")]
    [InlineData("sk-1", "https://notopenai.com/v1", "openai_compatible")]
    [InlineData("sk-1", "https://x.openai.azure.com/openai/v1", "azure.ai.openai")]
    public void From_Settings_ChoosesTheProvider(string? key, string? url, string provider) =>
        Assert.Equal(provider, ProviderConnection.From(new ProviderOptions { ApiKey = key, BaseUrl = url }).ProviderName);

    [Theory]
    [InlineData("localhost:11434/v1")]
    [InlineData("ftp://localhost/v1")]
    [InlineData("/v1")]
    [InlineData("http://")]
    [InlineData("https://user:secret@host/v1")]
    [InlineData("https://host/v1?api-version=1")]
    [InlineData("https://host/v1/chat/completions")]
    public void Faults_BaseUrlThatCannotBe_IsNamed(string url) => Assert.StartsWith("OpenAI:BaseUrl", Assert.Single(new ProviderOptions { BaseUrl = url }.Faults()), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:8000/v1")]
    [InlineData("https://api.openai.com/v1/")]
    public void Faults_BaseUrlOfAnOperator_MayBeLoopbackAndPlainHttp(string url) => Assert.Empty(new ProviderOptions { BaseUrl = url }.Faults());

    [Fact]
    public void Faults_SeveralWrongSettings_AreAllNamed() =>
        Assert.Equal(5, new ProviderOptions { BaseUrl = "x", ApiKey = "a b", IdleTimeout = TimeSpan.Zero, MaxRetries = -1, MaxLineBytes = 1 }.Faults().Count);

    [Fact]
    public void ToString_ConnectionWithAKey_DoesNotShowIt() =>
        Assert.DoesNotContain("sk-1", new ProviderConnection(new Uri("https://api.openai.com/v1"), "sk-1").ToString(), StringComparison.Ordinal);

    [Fact]
    public void AddProviders_NothingSet_AnswersFromTheSandbox()
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddProviders(new ProviderOptions(), new SandboxOptions()).BuildServiceProvider();
        Assert.True(services.GetRequiredService<ProviderClientFactory>().Default.IsSandbox);
    }
}
