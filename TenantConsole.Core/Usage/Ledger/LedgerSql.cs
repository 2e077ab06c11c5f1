using System.Globalization;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>The statements of the ledger writer besides its inserts; <c>@o</c> is the organization.</summary>
internal static class LedgerSql
{
    public const string Organization =
        "SELECT status, tier, time_zone, preferences_monthly_budget_pico_usd, preferences_budget_mode FROM organizations WHERE id = @o";

    public const string Overrides = "SELECT limit_name, value, until_utc FROM limit_overrides WHERE organization_id = @o";

    public const string Head = "SELECT seq, hash FROM audit_heads WHERE organization_id = @o";

    /// <summary>A new organization's first entry may be the writer's.</summary>
    public const string InsertHead = "INSERT INTO audit_heads (organization_id, seq, hash) VALUES (@o, @p0, @p1) ON CONFLICT (organization_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash";

    public const string Counters = "SELECT limit_name, scope, period, used, pending FROM quota_counters WHERE organization_id = @o AND period IN (@p0, @p1, @p2, @p3, @p4, @p5)";

    public const string HeldReservation = "SELECT id FROM quota_reservations WHERE organization_id = @o AND id = @p0";

    public const string WrittenRecord = "SELECT id FROM usage_records WHERE organization_id = @o AND id = @p0";

    /// <summary>PostgreSQL's own.</summary>
    public static string ReleaseReservations(int first) =>
        string.Create(CultureInfo.InvariantCulture, $"DELETE FROM quota_reservations WHERE organization_id = ${first} AND id = ANY (${first + 1})");

    /// <summary>PostgreSQL's own.</summary>
    public static string MoveHead(int first) =>
        string.Create(CultureInfo.InvariantCulture, $"UPDATE audit_heads SET seq = ${first + 1}, hash = ${first + 2} WHERE organization_id = ${first}");

    public const string ReleaseReservation = "DELETE FROM quota_reservations WHERE organization_id = @o AND id = @p0";
}
