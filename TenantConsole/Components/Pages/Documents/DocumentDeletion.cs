using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>Deletes a document for the person at the page, who is asked first and told what became of it.</summary>
internal static class DocumentDeletion
{
    /// <summary>Whether it is deleted now.</summary>
    public static async Task<bool> AskAsync(
        IDialogService dialogs, ISnackbar snackbar, DocumentService documents, CurrentActor currentActor, OrganizationId organizationId, DocumentId documentId, string name)
    {
        try
        {
            var actor = await currentActor.GetAsync();
            var users = await documents.UsersOfAsync(actor, organizationId, documentId, CancellationToken.None);
            if (users.Count > 0)
            {
                snackbar.Add($"“{name}” is used by {string.Join(", ", users)}. Take it away there first.", Severity.Warning);
                return false;
            }

            var request = new ConfirmRequest("Delete this document?", $"“{name}” and its text are deleted for good, and its storage is free again.", "Delete") { Destructive = true };
            if (!await ConfirmDialog.AskAsync(dialogs, request))
            {
                return false;
            }

            await documents.DeleteAsync(actor, organizationId, documentId, CancellationToken.None);
            snackbar.Add($"“{name}” is deleted.", Severity.Success);
            return true;
        }
        catch (Exception refused) when (refused is InvalidInputException or AccessDeniedException)
        {
            snackbar.Add(refused.Message, Severity.Error);
            return refused is AccessDeniedException;
        }
    }
}
