using System.Globalization;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// The installation-wide provider: section <see cref="Section"/> of the settings. With neither key nor address the sandbox answers. The operator may point at loopback and at plain http.
/// </summary>
public sealed class ProviderOptions
{
    public const string Section = "OpenAI";

    /// <summary>OpenAI's own address, used where there is a key and no other address.</summary>
    public const string OpenAIBaseUrl = "https://api.openai.com/v1";

    /// <summary>A secret. May be missing where <see cref="BaseUrl"/> is set: local servers want none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Of an OpenAI-compatible server, up to and with its version, such as <c>http://localhost:11434/v1</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>What the field with the longest answer is called by this provider.</summary>
    public OutputLimitField OutputLimitField { get; set; }

    /// <summary>To open a connection, name lookup and TLS included.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>From sending to the first content of a stream.</summary>
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>From sending to the answer where it is not streamed.</summary>
    public TimeSpan WholeAnswerTimeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Between two pieces of an answer.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>One call, all its tries and waits together.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The most retries of one call. This is the only place that retries.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>The first wait before a retry; doubled each time, then made shorter by chance, by up to a half.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait a provider may ask for; longer, and the call ends instead (another model may take over).</summary>
    public TimeSpan LongestRetryWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest line of a stream, in bytes.</summary>
    public int MaxLineBytes { get; set; } = 1_000_000;

    /// <summary>The longest answer, in bytes as sent.</summary>
    public int MaxAnswerBytes { get; set; } = 32_000_000;

    /// <summary>Every fault of these settings, each with the setting's name; none: they can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (!string.IsNullOrWhiteSpace(BaseUrl))
            CheckBaseUrl(faults, BaseUrl);
        if (ApiKey is not null && ApiKey.Trim().Any(character => character is <= ' ' or > '~'))
            faults.Add("OpenAI:ApiKey holds characters that no key has (spaces, line breaks or letters outside ASCII). Copy it again.");
        CheckTime(faults, nameof(ConnectTimeout), ConnectTimeout);
        CheckTime(faults, nameof(FirstTokenTimeout), FirstTokenTimeout);
        CheckTime(faults, nameof(WholeAnswerTimeout), WholeAnswerTimeout);
        CheckTime(faults, nameof(IdleTimeout), IdleTimeout);
        CheckTime(faults, nameof(TotalTimeout), TotalTimeout);
        CheckTime(faults, nameof(RetryDelay), RetryDelay);
        CheckTime(faults, nameof(LongestRetryWait), LongestRetryWait);
        if (!Enum.IsDefined(OutputLimitField))
            faults.Add("OpenAI:OutputLimitField is not one of Automatic, MaxTokens, MaxCompletionTokens.");
        CheckRange(faults, nameof(MaxRetries), MaxRetries, 0, 10);
        CheckRange(faults, nameof(MaxLineBytes), MaxLineBytes, 1_024, int.MaxValue / 2);
        CheckRange(faults, nameof(MaxAnswerBytes), MaxAnswerBytes, 1_024, int.MaxValue / 2);
        return faults;
    }

    private static void CheckBaseUrl(List<string> faults, string baseUrl)
    {
        if (!Uri.TryCreate(baseUrl.Trim(), UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Host.Length == 0)
        {
            faults.Add("OpenAI:BaseUrl is not an absolute http or https address. Right would be, for example, http://localhost:11434/v1.");
            return;
        }

        if (url.UserInfo.Length > 0)
            faults.Add("OpenAI:BaseUrl holds a user name or password. Put the key into OpenAI:ApiKey.");
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            faults.Add("OpenAI:BaseUrl holds a query or fragment (? or #). Leave it out.");
        if (url.AbsolutePath.TrimEnd('/').EndsWith("/chat/completions", StringComparison.OrdinalIgnoreCase))
            faults.Add("OpenAI:BaseUrl ends in /chat/completions. Leave that out; it is added.");
    }

    private static void CheckTime(List<string> faults, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            faults.Add($"OpenAI:{name} has to be more than nothing and at most a day.");
    }

    private static void CheckRange(List<string> faults, string name, int value, int least, int most)
    {
        if (value < least || value > most)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"OpenAI:{name} has to be between {least} and {most}."));
    }
}
