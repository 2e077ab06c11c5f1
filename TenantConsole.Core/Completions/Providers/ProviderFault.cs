namespace TenantConsole.Core.Completions.Providers;

/// <summary>What can go wrong with a provider. What each is met with is in <see cref="FaultRules"/>, what a person reads in <see cref="FaultMessages"/>.</summary>
public enum ProviderFault
{
    None,

    /// <summary>429: too many requests or tokens.</summary>
    RateLimited,

    /// <summary>429 <c>insufficient_quota</c>: the account with the provider is empty.</summary>
    QuotaExhausted,

    /// <summary>500, 502, 504 and other server errors, whatever the body is.</summary>
    ServerError,

    /// <summary>503, 529.</summary>
    Overloaded,

    /// <summary>Nothing listens there, or there is no way to it.</summary>
    ConnectionRefused,

    /// <summary>The host name is unknown.</summary>
    NameNotFound,

    /// <summary>The certificate or the handshake failed. There is no way round it.</summary>
    TlsFailed,

    ConnectTimeout,

    /// <summary>The connection broke.</summary>
    ConnectionReset,

    /// <summary>No content in time (streaming), or no answer at all in time.</summary>
    FirstTokenTimeout,

    /// <summary>The stream fell silent.</summary>
    IdleTimeout,

    /// <summary>The whole call took too long.</summary>
    TotalTimeout,

    /// <summary>The answer ended cleanly, but before a finish reason or <c>[DONE]</c>.</summary>
    EndedEarly,

    /// <summary>The provider sent an error where the answer should go on.</summary>
    ErrorInAnswer,

    /// <summary>A piece of the answer is not JSON of the protocol.</summary>
    MalformedAnswer,

    InvalidUtf8,

    /// <summary>A 200 that is no answer: HTML, JSON to a stream, an encoding that was not asked for.</summary>
    InvalidResponse,

    /// <summary>A proper ending with nothing in it.</summary>
    EmptyAnswer,

    /// <summary>A line or the whole answer is over the cap.</summary>
    AnswerTooLarge,

    /// <summary>A redirect; not followed, the key is not sent on.</summary>
    Redirected,

    /// <summary>401, 403.</summary>
    KeyRejected,

    /// <summary>The provider does not have this model, or not for this key.</summary>
    ModelUnavailable,

    /// <summary>404 that is not about a model: the base URL is wrong.</summary>
    WrongAddress,

    ContextTooLong,

    /// <summary>The provider's content filter refused the question.</summary>
    PromptFiltered,

    /// <summary>The provider refused the request for another reason.</summary>
    RequestRefused,

    /// <summary>The caller stopped it.</summary>
    Cancelled,
}
