namespace TenantConsole.Core.Completions.Providers;

/// <summary>What each fault is met with, as long as nothing was shown. Once something was, nothing is tried again.</summary>
public static class FaultRules
{
    /// <summary>How often the same model is tried again. <see cref="ProviderOptions.MaxRetries"/> bounds all of them together.</summary>
    public static int Retries(ProviderFault fault) => fault switch
    {
        ProviderFault.RateLimited or ProviderFault.ServerError or ProviderFault.Overloaded or ProviderFault.ConnectionReset => 2,
        ProviderFault.EmptyAnswer or ProviderFault.EndedEarly or ProviderFault.ErrorInAnswer or ProviderFault.MalformedAnswer or ProviderFault.InvalidUtf8 => 1,
        _ => 0,
    };

    /// <summary>Another model may do better. Not where the request itself is at fault, nor where nobody waits any more.</summary>
    public static bool MayFallBack(ProviderFault fault) => fault is not (
        ProviderFault.None or ProviderFault.Cancelled or ProviderFault.TotalTimeout or ProviderFault.PromptFiltered or ProviderFault.RequestRefused);

    /// <summary>Nothing gets better until an administrator acts.</summary>
    public static bool NeedsAdministrator(ProviderFault fault) => fault is
        ProviderFault.QuotaExhausted or ProviderFault.KeyRejected or ProviderFault.WrongAddress or ProviderFault.Redirected or ProviderFault.TlsFailed or ProviderFault.NameNotFound;
}
