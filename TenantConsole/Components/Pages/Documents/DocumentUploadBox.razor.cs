using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>
/// Where documents are dropped or chosen. They go up one after the other, each with its progress and a way to cancel it; leaving the page cancels what is not there yet.
/// The browser keeps the files of an input only until the next choice, so each choice has an input of its own that stays until its files are up.
/// </summary>
public sealed partial class DocumentUploadBox : IDisposable
{
    private const int MaxFiles = 100;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource _gone = new();
    private readonly List<UploadItem> _items = [];
    private readonly List<int> _batches = [0];
    private readonly string _id = ElementId.Next("upload");
    private int _batch;
    private bool _running;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>A document has come.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private DocumentUploads Uploads { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        foreach (var item in _items)
        {
            item.Dispose();
        }

        _gone.Dispose();
    }

    private static string StateOf(UploadItem item) => item.State switch
    {
        UploadState.Waiting => "waits",
        UploadState.Sending => $"{(item.Share * 100).ToString("0", CultureInfo.InvariantCulture)} % of {DocumentWords.Size(item.File.Size)}",
        UploadState.Reading => "its text is being read",
        UploadState.Done => DocumentWords.Size(item.File.Size),
        UploadState.Cancelled => "cancelled",
        _ => "not taken",
    };

    private string InputId(int batch) => string.Create(CultureInfo.InvariantCulture, $"{_id}-{batch}");

    private async Task AddAsync(InputFileChangeEventArgs change, int batch)
    {
        if (change.FileCount == 0)
        {
            return;
        }

        foreach (var file in change.GetMultipleFiles(Math.Max(MaxFiles, change.FileCount)))
        {
            var item = new UploadItem(file, batch, _gone.Token);
            _items.Add(item);
            if (_items.Count(other => other.IsUnderWay) > MaxFiles)
            {
                (item.State, item.Message) = (UploadState.Refused, $"At most {MaxFiles} files at a time.");
            }
        }

        _batches.Add(++_batch);
        if (!_running)
        {
            await RunAsync();
        }
    }

    private async Task RunAsync()
    {
        _running = true;
        while (!_gone.IsCancellationRequested && _items.Find(item => item.State == UploadState.Waiting) is { } next)
        {
            await UploadAsync(next);
            _batches.RemoveAll(batch => batch != _batch && !_items.Exists(item => item.Batch == batch && item.IsUnderWay));
            StateHasChanged();
        }

        _running = false;
    }

    private async Task UploadAsync(UploadItem item)
    {
        item.State = UploadState.Sending;
        StateHasChanged();
        try
        {
            // What is too long is refused before it is read.
            await using var content = item.File.Size <= DocumentUploads.MaxBytes ? item.File.OpenReadStream(DocumentUploads.MaxBytes, item.Cancelled) : Stream.Null;
            var document = await Uploads.UploadAsync(
                await CurrentActor.GetAsync(), Organization.Id, new(item.File.Name, item.File.Size), content, new Progress(this, item), item.Cancelled);
            (item.State, item.Document) = (UploadState.Done, document);
            item.Message = DocumentKinds.Fits(document.Kind, document.Name)
                ? DocumentWords.Notice(document)
                : $"By what is in it this is {(document.Kind == DocumentKind.Pdf ? "a PDF" : "a text")}, whatever its name says; it is kept and handed out as one. {DocumentWords.Notice(document)}".TrimEnd();
        }
        catch (OperationCanceledException) when (item.Cancelled.IsCancellationRequested)
        {
            item.State = UploadState.Cancelled;
        }
#pragma warning disable CA1031 // One file's fault must not keep the others from being uploaded; it is told beside the file.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            (item.State, item.Message) = (UploadState.Refused, Faults.Explain(fault) ?? "The file could not be read to its end. Nothing was kept; try again.");
        }

        if (!_gone.IsCancellationRequested)
        {
            await Changed.InvokeAsync();
        }
    }

    private void Remove(UploadItem item)
    {
        if (item.IsUnderWay)
        {
            item.Cancel();
            item.State = item.State == UploadState.Waiting ? UploadState.Cancelled : item.State;
            return;
        }

        _items.Remove(item);
        item.Dispose();
    }

    private sealed class Progress(DocumentUploadBox box, UploadItem item) : IProgress<long>
    {
        private long _drawn = box.Clock.GetTimestamp();

        public void Report(long value)
        {
            item.SentBytes = value;
            if (value >= item.File.Size)
            {
                item.State = UploadState.Reading;
            }

            if (value >= item.File.Size || box.Clock.GetElapsedTime(_drawn) >= Redraw)
            {
                _drawn = box.Clock.GetTimestamp();
                _ = box.InvokeAsync(box.StateHasChanged);
            }
        }
    }
}
