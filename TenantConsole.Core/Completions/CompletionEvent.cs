using TenantConsole.Core.Quotas;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions;

/// <summary>
/// What happens to a call, as it happens: <c>Routed</c>, then text, then exactly one ending — <see cref="Answered"/>, <see cref="Refused"/> or <see cref="Failed"/>.
/// A fall-back to another model and a cascade show as a second <see cref="Routed"/> before any text.
/// </summary>
public abstract record CompletionEvent
{
    private CompletionEvent()
    {
    }

    /// <summary>The model was chosen; nothing is spent yet.</summary>
    public sealed record Routed(RoutingDecision Decision) : CompletionEvent;

    /// <summary>The next piece of the answer.</summary>
    public sealed record Text(string Delta) : CompletionEvent;

    /// <summary>
    /// The call has ended and is in the ledger, durable. Also where the answer is cut short, interrupted or stopped: what came is kept and billed, <see cref="CompletionReceipt.Notice"/> says so.
    /// </summary>
    public sealed record Answered(CompletionReceipt Receipt) : CompletionEvent;

    /// <summary>A limit stands in the way. Nothing was spent.</summary>
    public sealed record Refused(QuotaRefusal Refusal) : CompletionEvent;

    /// <summary>There is no answer.</summary>
    /// <param name="Message">For the person: what happened, what was kept, what to do.</param>
    /// <param name="Receipt">What the ledger has of it, where the call got that far.</param>
    public sealed record Failed(string Message, CompletionReceipt? Receipt) : CompletionEvent;
}
