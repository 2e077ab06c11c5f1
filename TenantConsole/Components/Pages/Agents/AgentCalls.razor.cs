using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>An agent's calls, newest first, one page at a time.</summary>
public sealed partial class AgentCalls : IDisposable
{
    private const int PageSize = 15;
    private readonly CancellationTokenSource _gone = new();

    /// <summary>Where each page up to the one in sight begins.</summary>
    private readonly Stack<AgentCallCursor?> _after = new();

    private IReadOnlyList<AgentCall>? _calls;
    private AgentCallCursor? _next;
    private AgentId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public AgentId AgentId { get; set; }

    [Inject]
    private AgentActivity Activity { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != AgentId)
        {
            _shown = AgentId;
            _calls = null;
            _after.Clear();
            await ShowAsync(after: null);
        }
    }

    private Task OlderAsync() => ShowAsync(_next);

    private Task NewerAsync()
    {
        _after.Pop();
        return ShowAsync(_after.Pop());
    }

    private async Task ShowAsync(AgentCallCursor? after)
    {
        try
        {
            var page = await Activity.CallsAsync(await CurrentActor.GetAsync(), Organization.Id, AgentId, after, PageSize, _gone.Token);
            (_calls, _next) = (page.Calls, page.Next);
            _after.Push(after);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }
}
