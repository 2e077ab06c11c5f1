using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Pages.Agents;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Calls;

/// <summary>One call with its attempts, tokens, cost, decision, verdict and place in the audit log, as far as the person may see them.</summary>
public sealed partial class CallDetail : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CallView? _call;
    private string? _shown;
    private bool _refused;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The call's id, as the address has it.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    [Inject]
    private CallReader Calls { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    private (StatusTone Tone, string Text) Outcome => AgentWords.Of(_call!.Figures.Outcome);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var shown = $"{Organization.Id}/{Key}";
        if (_shown == shown)
        {
            return;
        }

        _shown = shown;
        (_call, _refused) = (null, false);
        try
        {
            var id = UsageRecordId.From(Guid.TryParse(Key, out var key) ? key : throw new AccessDeniedException());
            _call = await Calls.GetAsync(await CurrentActor.GetAsync(), Organization.Id, id, _gone.Token);
        }
        catch (AccessDeniedException)
        {
            _refused = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static string Tokens(TokenUsage tokens)
    {
        var cached = tokens.CachedInputTokens > 0 ? string.Create(CultureInfo.InvariantCulture, $" + {tokens.CachedInputTokens:N0} cached") : "";
        var reasoning = tokens.ReasoningTokens > 0 ? string.Create(CultureInfo.InvariantCulture, $" + {tokens.ReasoningTokens:N0} reasoning") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{tokens.InputTokens:N0} in{cached}, {tokens.OutputTokens:N0} out{reasoning}");
    }

    private static string SourceWord(CompletionSource source) => source switch
    {
        CompletionSource.Playground => "the playground",
        CompletionSource.Agent => "an agent",
        CompletionSource.Gateway => "the gateway",
        _ => source.ToString(),
    };
}
