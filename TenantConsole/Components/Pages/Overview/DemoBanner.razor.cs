using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Overview;

/// <summary>Says that there is demo data, to those who may remove it, and removes it.</summary>
public sealed partial class DemoBanner : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private int _count;
    private DemoRemoval? _removal;
    private string? _problem;

    [Inject]
    private DemoData Demo { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private FaultText Faults { get; set; } = default!;

    [Inject]
    private ILogger<DemoBanner> Logger { get; set; } = default!;

    /// <summary>After demo data was removed, all or some of it.</summary>
    [Parameter]
    public EventCallback Removed { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var actor = await CurrentActor.GetAsync();
        if (await Access.HasPlatformAsync(actor, Permission.ManageDemoData, _gone.Token))
            _count = await Demo.CountAsync(actor, _gone.Token);
    }

    private async Task RemoveAsync()
    {
        var request = new ConfirmRequest(
            "Remove demo data?",
            $"{(_count == 1 ? "The demo organization" : $"All {_count} demo organizations")} and everything in them are deleted for good. Organizations that people made are not touched.",
            "Remove demo data")
        {
            Destructive = true,
        };
        if (!await ConfirmDialog.AskAsync(Dialogs, request))
            return;

        var actor = await CurrentActor.GetAsync();
        (_removal, _problem) = (new(0, _count, 0), null);
        StateHasChanged();
        try
        {
            // Off the circuit's thread of events, so that the bar moves and the page stays alive. Who leaves the page does not stop it.
            await Task.Run(() => Demo.RemoveAsync(actor, new Progress(this), CancellationToken.None));
        }
#pragma warning disable CA1031 // Whatever it is, part of the data may be gone by now: the page has to say so and to count again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.RemovalFailed(Logger, fault);
            _problem = $"The removal stopped. {Faults.Of(fault)} Organizations not yet removed are whole; you can go on.";
        }

        if (_gone.IsCancellationRequested)
            return;
        _removal = null;
        _count = await Demo.CountAsync(actor, _gone.Token);
        await Removed.InvokeAsync();
    }

    private void Show(DemoRemoval removal)
    {
        if (_gone.IsCancellationRequested)
            return;
        _ = InvokeAsync(() =>
        {
            if (_removal is not null)
                _removal = removal;
            StateHasChanged();
        });
    }

    private sealed class Progress(DemoBanner banner) : IProgress<DemoRemoval>
    {
        public void Report(DemoRemoval value) => banner.Show(value);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The removal of demo data failed.")]
        public static partial void RemovalFailed(ILogger logger, Exception exception);
    }
}
