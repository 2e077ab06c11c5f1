using Microsoft.AspNetCore.Components.Forms;
using TenantConsole.Core.Documents;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>One file that a person is uploading at this page.</summary>
internal sealed class UploadItem(IBrowserFile file, int batch, CancellationToken gone) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = CancellationTokenSource.CreateLinkedTokenSource(gone);

    public IBrowserFile File { get; } = file;

    /// <summary>The input that the file came from; it has to stay on the page until the file is read.</summary>
    public int Batch { get; } = batch;

    public string Name { get; } = DocumentName.Clean(file.Name);

    public UploadState State { get; set; } = UploadState.Waiting;

    public long SentBytes { get; set; }

    /// <summary>Why it was refused, or what the person should know of it.</summary>
    public string? Message { get; set; }

    /// <summary>Where the document is now.</summary>
    public Document? Document { get; set; }

    public CancellationToken Cancelled => _cancelled.Token;

    public bool IsUnderWay => State is UploadState.Waiting or UploadState.Sending or UploadState.Reading;

    public decimal Share => File.Size > 0 ? Math.Clamp((decimal)SentBytes / File.Size, 0, 1) : 0;

    public void Cancel() => _cancelled.Cancel();

    public void Dispose() => _cancelled.Dispose();
}
