using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations.Prompts;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Playground.Prompts;

/// <summary>The prompts that the person and the organization keep: searched, put into the box, kept, changed and deleted.</summary>
public sealed partial class PromptsDialog : IDisposable
{
    private const int PageSize = 20;
    private readonly CancellationTokenSource _gone = new();
    private readonly FormFaults _faults = new();
    private Page<SavedPromptItem>? _page;
    private EditedPrompt? _edited;
    private string _search = "";
    private string? _problem;
    private int _index;
    private bool _acting;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Parameter, EditorRequired]
    public OrganizationId OrganizationId { get; set; }

    /// <summary>What is written at present.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    [Inject]
    private SavedPromptService Prompts { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private bool MayKeep { get; set; }

    /// <summary>Shows the dialog; the text that was chosen, or null.</summary>
    public static async Task<string?> ChooseAsync(IDialogService dialogs, OrganizationId organizationId, string text)
    {
        var parameters = new DialogParameters<PromptsDialog> { { dialog => dialog.OrganizationId, organizationId }, { dialog => dialog.Text, text } };
        var dialog = await dialogs.ShowAsync<PromptsDialog>("Saved prompts", parameters, new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true });
        return (await dialog.Result)?.Data as string;
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        MayKeep = await Access.HasAsync(await CurrentActor.GetAsync(), Permission.UseCompletions, OrganizationId, _gone.Token);
        await LoadAsync();
    }

    private Task SearchAsync(ChangeEventArgs change)
    {
        (_search, _index) = (change.Value as string ?? "", 0);
        return LoadAsync();
    }

    private Task TurnToAsync(int index)
    {
        _index = index;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var (search, index) = (_search, _index);
        try
        {
            var page = await Prompts.ListAsync(await CurrentActor.GetAsync(), OrganizationId, new(index, PageSize, search), _gone.Token);

            // Only the last search counts.
            if ((search, index) == (_search, _index))
            {
                _page = page;
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The dialog is closed.
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _problem = sentence;
        }
    }

    private void Edit(SavedPromptItem? prompt)
    {
        _faults.Clear();
        (_edited, _problem) = (new(prompt, Text), null);
    }

    private void CloseEditor() => _edited = null;

    private async Task SaveAsync()
    {
        if (_acting || _edited is not { } edited)
        {
            return;
        }

        _acting = true;
        _faults.Clear();
        try
        {
            var actor = await CurrentActor.GetAsync();
            if (edited.Present is { } present)
            {
                await Prompts.UpdateAsync(actor, OrganizationId, present.Id, edited.Draft, present.Version, CancellationToken.None);
            }
            else
            {
                await Prompts.CreateAsync(actor, OrganizationId, edited.Draft, CancellationToken.None);
            }

            _edited = null;
            await LoadAsync();
        }
        catch (InvalidInputException refusal)
        {
            _faults.Take(refusal);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _faults.Say(sentence);
        }
        finally
        {
            _acting = false;
        }
    }

    private async Task DeleteAsync(SavedPromptItem prompt)
    {
        var others = prompt.IsShared ? " It is shared: nobody in the organization has it then." : "";
        var request = new ConfirmRequest($"Delete \"{prompt.Title}\"?", $"The prompt is gone for good. What was asked with it stays.{others}", "Delete") { Destructive = true };
        if (!await ConfirmDialog.AskAsync(Dialogs, request))
        {
            return;
        }

        try
        {
            _problem = null;
            await Prompts.DeleteAsync(await CurrentActor.GetAsync(), OrganizationId, prompt.Id, CancellationToken.None);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _problem = sentence;
        }

        await LoadAsync();
    }

    private void Insert(SavedPromptItem prompt) => Dialog.Close(DialogResult.Ok(prompt.Text));

    private void Close() => Dialog.Cancel();
}
