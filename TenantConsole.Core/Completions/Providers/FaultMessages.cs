using System.Globalization;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>What a person reads when a call did not go as it should: what happened, what was kept, what to do.</summary>
public static class FaultMessages
{
    /// <summary>The message for a call that ended with a fault.</summary>
    /// <param name="somethingShown">Part of the answer was given out.</param>
    /// <param name="tokensUsed">The call used tokens, which are billed.</param>
    /// <param name="retryAfter">As <see cref="ProviderResult.RetryAfter"/>.</param>
    /// <param name="overflow">As <see cref="ProviderResult.ContextOverflow"/>.</param>
    /// <param name="providerRequestId">Named where the provider's support would ask for it.</param>
    public static string For(
        ProviderFault fault, bool somethingShown, bool tokensUsed, TimeSpan? retryAfter = null, ContextOverflow? overflow = null, string? providerRequestId = null)
    {
        var kept = somethingShown ? "The text so far was kept and is billed."
            : tokensUsed ? "No answer came; the tokens already used are billed."
            : "Nothing was answered and nothing is billed.";
        var (happened, act) = Words(fault, somethingShown, retryAfter, overflow, providerRequestId);
        return $"{happened} {kept} {act}".TrimEnd();
    }

    /// <summary>The message for an answer that ended by itself, but not as one wishes; null: nothing to say.</summary>
    /// <param name="finishReason">The provider's word.</param>
    public static string? ForEnding(string? finishReason, ProviderNotes notes) => finishReason switch
    {
        "length" => "The answer was cut at its token limit. The text so far was kept and is billed. Ask to continue, or raise the limit.",
        "content_filter" => "The provider's content filter stopped the answer. What came before was kept and is billed. Ask in other words.",
        _ when notes.HasFlag(ProviderNotes.BrokenToolCall) => "The model asked for a tool in a form that cannot be read. The tool was not run; the answer was kept. Ask again.",
        _ when notes.HasFlag(ProviderNotes.UnknownFinishReason) => $"The answer ended for a reason that is not known here ({finishReason}). It was kept; check that it is whole.",
        _ => null,
    };

    private static (string Happened, string Act) Words(
        ProviderFault fault, bool somethingShown, TimeSpan? retryAfter, ContextOverflow? overflow, string? requestId) => fault switch
        {
            ProviderFault.RateLimited => ("The model provider is busy.", retryAfter is { } wait ? $"Try again in {Seconds(wait)}." : "Try again in a minute."),
            ProviderFault.QuotaExhausted => ("The account with the model provider is used up.", "An administrator has to add credit with the provider."),
            ProviderFault.ServerError => ("The model provider is unavailable.", $"Try again later{Reference(requestId)}."),
            ProviderFault.Overloaded => ("The model provider is overloaded.", $"{(retryAfter is { } wait ? $"Try again in {Seconds(wait)}" : "Try again later")}{Reference(requestId)}."),
            ProviderFault.ConnectionRefused or ProviderFault.NameNotFound => ("The model provider can't be reached.", "Try again later; if it stays, an administrator has to check its address and the network."),
            ProviderFault.TlsFailed => ("The model provider can't be reached: its identity could not be verified.", "An administrator has to check its certificate and address."),
            ProviderFault.ConnectTimeout => ("The model provider can't be reached: it did not pick up in time.", "Try again later."),
            ProviderFault.ConnectionReset => somethingShown ? ("The connection to the model provider broke, so the answer is incomplete.", "Ask again, or ask to continue.") : ("The connection to the model provider broke.", "Try again."),
            ProviderFault.FirstTokenTimeout => ("The model did not begin to answer in time.", "Try again later, or choose another model."),
            ProviderFault.IdleTimeout => ("The model stopped in the middle of its answer.", "Ask again, or ask to continue."),
            ProviderFault.TotalTimeout => ("The answer took too long and was stopped.", somethingShown ? "Ask to continue, or ask for a shorter answer." : "Try again later, or choose another model."),
            ProviderFault.EndedEarly => ("The answer ended before it was finished.", somethingShown ? "Ask again, or ask to continue." : "Try again."),
            ProviderFault.ErrorInAnswer => (somethingShown ? "The model provider reported an error in the middle of the answer." : "The model provider reported an error instead of an answer.", $"Try again{Reference(requestId)}."),
            ProviderFault.MalformedAnswer or ProviderFault.InvalidUtf8 => ("Part of the model provider's answer could not be read.", $"Try again{Reference(requestId)}."),
            ProviderFault.InvalidResponse => ("The model provider's response is not valid.", "Try again later; if it stays, an administrator has to check the provider's address."),
            ProviderFault.EmptyAnswer => ("The model gave an empty answer.", "Try again, or ask in other words."),
            ProviderFault.AnswerTooLarge => ("The answer is larger than is accepted and was cut.", "Ask for a shorter answer."),
            ProviderFault.Redirected => ("The model provider sent the request on to another address, which is refused: the key would go there too.", "An administrator has to enter the new address."),
            ProviderFault.KeyRejected => ("The model provider did not accept this console's key.", "An administrator has to check the key."),
            ProviderFault.ModelUnavailable => ("The model is not available from the provider.", "Choose another model."),
            ProviderFault.WrongAddress => ("The model provider does not answer at the address that is set.", "An administrator has to check the address."),
            ProviderFault.ContextTooLong => (
                overflow is null
                    ? "The conversation is too long for the model."
                    : string.Create(CultureInfo.InvariantCulture, $"The conversation is too long for the model: {overflow.Tokens:N0} of {overflow.Limit:N0} tokens."),
                "Shorten it, or choose a model with more room."),
            ProviderFault.PromptFiltered => ("The provider's content filter refused the question.", "Ask in other words."),
            ProviderFault.RequestRefused => ("The model provider refused the request.", $"Change the question or the settings of the model{Reference(requestId)}."),
            ProviderFault.Cancelled => ("The answer was stopped.", string.Empty),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is nothing to say about no fault."),
        };

    private static string Seconds(TimeSpan wait)
    {
        var seconds = (long)Math.Ceiling(wait.TotalSeconds);
        return seconds < 120
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, seconds)} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(seconds + 59) / 60} min");
    }

    private static string Reference(string? requestId) => requestId is null ? string.Empty : $" (the provider's reference is {requestId})";
}
