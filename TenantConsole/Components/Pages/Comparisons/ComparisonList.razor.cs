using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Comparisons;

/// <summary>The comparisons that the person may read, the latest first, a page at a time. Where the page begins is in the address.</summary>
public sealed partial class ComparisonList : IDisposable
{
    private const int PageSize = 25;
    private readonly CancellationTokenSource _gone = new();
    private ComparisonListPage? _page;
    private ConversationCursor? _after;
    private (OrganizationId, string?)? _shown;
    private bool _mayAsk;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>Where the list goes on; null: at the newest.</summary>
    [SupplyParameterFromQuery]
    private string? After { get; set; }

    [Inject]
    private ComparisonArchive Archive { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    private string CompareHref => "/" + new PlaygroundAddress(Organization.Slug, null, null) { Compare = [] }.Href;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Organization.Id, After))
        {
            return;
        }

        _shown = (Organization.Id, After);
        (_page, _after) = (null, ConversationCursor.Parse(After));
        try
        {
            var actor = await CurrentActor.GetAsync();
            _mayAsk = await Access.HasAsync(actor, Permission.UseCompletions, Organization.Id, _gone.Token);
            _page = await Archive.ListAsync(actor, Organization.Id, _after, PageSize, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }
}
