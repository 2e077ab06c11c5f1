using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>A way to admit and to write a call. Both are durable when they return.</summary>
internal interface IBenchmarkedLedger : IAsyncDisposable
{
    Task<ReservationResult> ReserveAsync(ReservationRequest request);

    Task SettleAsync(Settlement settlement);
}
