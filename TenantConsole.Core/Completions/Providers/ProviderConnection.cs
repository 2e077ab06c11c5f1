namespace TenantConsole.Core.Completions.Providers;

/// <summary>Where a provider is and how it knows us. An organization with credentials of its own has one of these.</summary>
/// <param name="BaseUrl">Null: the sandbox.</param>
/// <param name="ApiKey">A secret; null: none is sent.</param>
public sealed record ProviderConnection(Uri? BaseUrl, string? ApiKey, OutputLimitField OutputLimitField = OutputLimitField.Automatic)
{
    /// <summary>The embedded sandbox.</summary>
    public static readonly ProviderConnection Sandbox = new(null, null);

    public bool IsSandbox => BaseUrl is null;

    /// <summary>The installation-wide connection of the settings. The settings have no faults.</summary>
    public static ProviderConnection From(ProviderOptions options)
    {
        var key = string.IsNullOrWhiteSpace(options.ApiKey) ? null : options.ApiKey.Trim();
        var url = string.IsNullOrWhiteSpace(options.BaseUrl) ? null : new Uri(options.BaseUrl.Trim());
        return url is null && key is null ? Sandbox : new ProviderConnection(url ?? new Uri(ProviderOptions.OpenAIBaseUrl), key, options.OutputLimitField);
    }

    /// <summary>For telemetry (<c>gen_ai.provider.name</c>): <c>sandbox</c>, <c>openai</c>, <c>azure.ai.openai</c> or <c>openai_compatible</c>.</summary>
    public string ProviderName =>
        BaseUrl is null ? "sandbox"
        : IsHostOf("openai.com") ? "openai"
        : IsHostOf("openai.azure.com") ? "azure.ai.openai"
        : "openai_compatible";

    internal bool SendsMaxCompletionTokens => OutputLimitField switch
    {
        OutputLimitField.MaxTokens => false,
        OutputLimitField.MaxCompletionTokens => true,
        _ => ProviderName != "openai_compatible",
    };

    /// <summary>Without the key.</summary>
    public override string ToString() => BaseUrl is null ? "sandbox" : $"{BaseUrl} ({(ApiKey is null ? "no key" : "with a key")})";

    private bool IsHostOf(string domain) =>
        BaseUrl!.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || BaseUrl.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
