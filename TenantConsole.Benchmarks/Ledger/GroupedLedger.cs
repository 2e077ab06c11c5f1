using Microsoft.Extensions.Logging.Abstractions;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>The product's own.</summary>
internal sealed class GroupedLedger(ConsoleDatabase database) : IBenchmarkedLedger
{
    private static readonly Actor Someone = new Actor.Installation("benchmark");
    private readonly LedgerWriter _writer = new(database, TimeProvider.System, NullLogger<LedgerWriter>.Instance);

    public Task<ReservationResult> ReserveAsync(ReservationRequest request) => _writer.ReserveAsync(request, Someone);

    public Task SettleAsync(Settlement settlement) => _writer.SettleAsync(settlement);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
