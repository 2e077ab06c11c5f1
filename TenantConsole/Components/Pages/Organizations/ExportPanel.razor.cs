using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Offers an organization's export as a download and shows how far it is.</summary>
public sealed partial class ExportPanel : IDisposable
{
    private readonly string _download = LinkSecret.New();
    private IDisposable? _watcher;
    private TransferProgress? _progress;
    private bool _ended;
    private bool _gone;

    [Parameter, EditorRequired]
    public string Slug { get; set; } = "";

    [Inject]
    private ExportFeed Feed { get; set; } = default!;

    private string Href => $"/organizations/{Slug}/export?progress={_download}";

    public void Dispose()
    {
        _gone = true;
        _watcher?.Dispose();
    }

    /// <summary>Watched from the beginning, since the browser follows the link while the click is still on its way here.</summary>
    protected override void OnInitialized() => _watcher = Feed.Watch(_download, Show);

    private void Begin() => (_progress, _ended) = (new("", 0, 0), false);

    private void Show(TransferProgress? progress)
    {
        if (_gone)
        {
            return;
        }

        _ = InvokeAsync(() =>
        {
            (_progress, _ended) = (progress, progress is null);
            StateHasChanged();
        });
    }

    private static string Count(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}
