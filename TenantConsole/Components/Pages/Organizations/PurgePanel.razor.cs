using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Transfer;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Purges an organization, for platform administrators.</summary>
public sealed partial class PurgePanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private PurgeProgress? _progress;
    private string? _problem;

    [Parameter, EditorRequired]
    public OrganizationId OrganizationId { get; set; }

    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>It is gone.</summary>
    [Parameter]
    public EventCallback Purged { get; set; }

    [Inject]
    private OrganizationPurge Purge { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText Faults { get; set; } = default!;

    [Inject]
    private ILogger<PurgePanel> Logger { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task PurgeAsync()
    {
        var request = new ConfirmRequest($"Purge {Name}?", "Everything of it is deleted at once and for good. Nobody can take it back.", "Purge") { Destructive = true, TypeToConfirm = Name };
        if (!await ConfirmDialog.AskAsync(Dialogs, request))
            return;

        var actor = await CurrentActor.GetAsync();
        (_progress, _problem) = (new("", 0, 0), null);
        StateHasChanged();
        try
        {
            // Off the circuit's thread of events, so that the bar moves and the page stays alive. Who leaves the page does not stop it.
            var proof = await Task.Run(() => Purge.PurgeAsync(actor, OrganizationId, new Progress(this), CancellationToken.None));
            Snackbar.Add($"{Name} is purged: {Count(proof.Rows)} rows of {proof.Tables.Count(table => table.Value > 0)} tables, none left.", Severity.Success);
            await Purged.InvokeAsync();
        }
#pragma warning disable CA1031 // Whatever it is, part of the organization may be gone by now: the page has to say so.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.PurgeFailed(Logger, OrganizationId, fault);
            _problem = $"The purge stopped. {Faults.Of(fault)} It goes on by itself within an hour or two, or at once when you purge again.";
        }

        _progress = null;
    }

    private void Show(PurgeProgress progress)
    {
        if (_gone.IsCancellationRequested)
            return;
        _ = InvokeAsync(() =>
        {
            if (_progress is not null)
                _progress = progress;
            StateHasChanged();
        });
    }

    private static string WordsOf(PurgeProgress progress) =>
        progress.TotalRows == 0 ? "Counting what there is" : $"{progress.Table}: {Count(progress.Rows)} of {Count(progress.TotalRows)} rows deleted";

    private static string Count(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Progress(PurgePanel panel) : IProgress<PurgeProgress>
    {
        public void Report(PurgeProgress value) => panel.Show(value);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The purge of organization {OrganizationId} failed.")]
        public static partial void PurgeFailed(ILogger logger, OrganizationId organizationId, Exception exception);
    }
}
