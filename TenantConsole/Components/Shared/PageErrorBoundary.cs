using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace TenantConsole.Components.Shared;

/// <summary>
/// Keeps a page's failure inside the page: the frame stays, the person reads what happened and a reference that the log has too. Shown until <c>Recover</c>, which the
/// layout calls when the address changes and the person by "Try again".
/// </summary>
public sealed partial class PageErrorBoundary(ILogger<PageErrorBoundary> logger, TimeProvider time, FaultText faults) : ErrorBoundaryBase
{
    private string? _reference;

    protected override Task OnErrorAsync(Exception exception)
    {
        // The random half of a time-ordered id: short enough to be read out over the phone.
        _reference = Guid.CreateVersion7(time.GetUtcNow()).ToString("N")[20..];
        Log.PageFailed(logger, exception, _reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<ErrorState>(1);
        builder.AddComponentParameter(2, nameof(ErrorState.Text), faults.Explain(CurrentException) ?? "This page could not be shown. What you saved before is kept.");
        builder.AddComponentParameter(3, nameof(ErrorState.RequestId), _reference);
        builder.AddComponentParameter(4, nameof(ErrorState.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.AddComponentParameter(5, nameof(ErrorState.WholePage), true);
        builder.CloseComponent();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A page failed; the person was shown reference {Reference}.")]
        public static partial void PageFailed(ILogger logger, Exception exception, string reference);
    }
}
