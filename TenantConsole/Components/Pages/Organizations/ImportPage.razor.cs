using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Takes an exported organization in: the file comes up, is checked and shown, and is only then imported.</summary>
public sealed partial class ImportPage : IDisposable
{
    private const string Upload = "Upload";
    private const long MaxMegabytes = 2_000;
    private const long BytesPerMegabyte = 1_000_000;
    private const int ChunkBytes = 256 * 1024;

    private readonly CancellationTokenSource _gone = new();
    private FileStream? _archive;
    private ImportPreview? _preview;
    private bool? _mayImport;
    private string? _problem;
    private string? _busy;
    private long _done;
    private long _total;

    [Inject]
    private OrganizationImport Imports { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText Faults { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string BusyWords => $"{_busy}: {Count(_done)} of {Count(_total)} {(_busy == Upload ? "MB" : "rows")}";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _archive?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var actor = await CurrentActor.GetAsync();
        _mayImport = await Access.HasPlatformAsync(actor, Permission.CreateOrganization, _gone.Token) && await Access.HasPlatformAsync(actor, Permission.ManageUsers, _gone.Token);
    }

    private Task TakeAsync(InputFileChangeEventArgs files) => TryAsync(Upload, async () =>
    {
        _preview = null;
        _archive?.Dispose();

        // A name of our own, and gone with the page, whatever becomes of it.
        _archive = new FileStream(
            Path.Combine(Path.GetTempPath(), $"tenantconsole-import-{LinkSecret.New()}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, ChunkBytes, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await ReceiveAsync(files.File, _archive);
        Begin("Check");
        var (actor, archive) = (await CurrentActor.GetAsync(), _archive);
        _preview = await Task.Run(() => Imports.VerifyAsync(actor, archive, new Progress(this), _gone.Token));
    });

    private Task ImportAsync() => TryAsync("Import", async () =>
    {
        var (actor, archive) = (await CurrentActor.GetAsync(), _archive!);
        var imported = await Task.Run(() => Imports.ImportAsync(actor, archive, new Progress(this), _gone.Token));
        Snackbar.Add($"{imported.Name} is imported: {Count(imported.Rows)} rows.", Severity.Success);
        Navigation.NavigateTo($"/organizations/{imported.Slug}");
    });

    private async Task ReceiveAsync(IBrowserFile file, Stream archive)
    {
        if (file.Size > MaxMegabytes * BytesPerMegabyte)
        {
            throw new InvalidInputException($"The file is larger than {MaxMegabytes:N0} MB. Import it with the command org import.");
        }

        _total = file.Size / BytesPerMegabyte;
        await using var sent = file.OpenReadStream(MaxMegabytes * BytesPerMegabyte, _gone.Token);
        var buffer = new byte[ChunkBytes];
        for (int read; (read = await sent.ReadAsync(buffer, _gone.Token)) > 0;)
        {
            await archive.WriteAsync(buffer.AsMemory(0, read), _gone.Token);
            if (archive.Position / BytesPerMegabyte > _done)
            {
                _done = archive.Position / BytesPerMegabyte;
                StateHasChanged();
            }
        }

        await archive.FlushAsync(_gone.Token);
    }

    private async Task TryAsync(string busy, Func<Task> act)
    {
        _problem = null;
        Begin(busy);
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page; what was under way is undone.
        }
        catch (Exception fault) when (fault is InvalidInputException or IOException || Faults.Explain(fault) is not null)
        {
            _problem = Faults.Explain(fault) ?? fault.Message;
        }
        finally
        {
            _busy = null;
        }
    }

    private void Begin(string busy)
    {
        (_busy, _done, _total) = (busy, 0, 0);
        StateHasChanged();
    }

    private void Show(TransferProgress progress)
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        _ = InvokeAsync(() =>
        {
            (_done, _total) = (progress.Rows, progress.TotalRows);
            StateHasChanged();
        });
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Progress(ImportPage page) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => page.Show(value);
    }
}
