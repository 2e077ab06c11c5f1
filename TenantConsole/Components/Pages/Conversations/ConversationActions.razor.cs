using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Conversations;

/// <summary>What may be done with a conversation as a whole.</summary>
public sealed partial class ConversationActions
{
    private Dropdown? _menu;

    [Parameter, EditorRequired]
    public ConversationHead Head { get; set; } = default!;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>It was renamed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ConversationService Conversations { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private async Task RenameAsync()
    {
        if (await RenameDialog.AskAsync(Dialogs, Head.Title, async title => await Conversations.RenameAsync(await CurrentActor.GetAsync(), Organization.Id, Head.Id, title, CancellationToken.None)))
        {
            await Changed.InvokeAsync();
        }
    }

    private async Task DeleteAsync()
    {
        var days = Organization.Features.DataRetentionDays;
        var request = new ConfirmRequest(
            "Delete this conversation?",
            $"Its questions and answers are gone for good, for everybody. Its calls and their costs stay in the ledger, with the ledger's own copy of each question for the {days} days that the organization keeps texts.",
            "Delete")
        {
            Destructive = true,
        };
        if (!await ConfirmDialog.AskAsync(Dialogs, request))
        {
            return;
        }

        try
        {
            await Conversations.DeleteAsync(await CurrentActor.GetAsync(), Organization.Id, Head.Id, CancellationToken.None);
            Snackbar.Add("The conversation is deleted.", Severity.Success);
            Navigation.NavigateTo(OrganizationTabs.Conversations.Href(Organization.Slug));
        }
        catch (AccessDeniedException denied)
        {
            Snackbar.Add(denied.Message, Severity.Error);
        }
    }

    private Task CloseAsync() => _menu?.CloseAsync() ?? Task.CompletedTask;
}
