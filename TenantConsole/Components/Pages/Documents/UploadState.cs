namespace TenantConsole.Components.Pages.Documents;

/// <summary>Where an upload stands.</summary>
public enum UploadState
{
    Waiting,
    Sending,
    Reading,
    Done,
    Refused,
    Cancelled,
}
