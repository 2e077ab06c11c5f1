using System.Text.Json;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// Admits a call if, with what is used and what is held by others, it stays within every limit; refuses it with the first limit in the way otherwise.
/// Calls and spending are always counted, so that a limit set later knows what was spent before it; minutes only where they are limited.
/// </summary>
internal sealed class ReserveCommand(ReservationRequest request, ReservationId id, string actor) : LedgerCommand(request.OrganizationId)
{
    private readonly TaskCompletionSource<ReservationResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReservationResult? _result;

    public Task<ReservationResult> Done => _done.Task;

    /// <summary>Of interest only when this is done again: had the first try committed after all?</summary>
    public override IEnumerable<ReservationId> ReservationIds => _result is null ? [] : [id];

    public override void Apply(TenantState? state, TenantWrites writes, DateTime nowUtc)
    {
        if (state is not { Status: OrganizationStatus.Active })
        {
            _result = new ReservationResult.Inactive();
            return;
        }

        if (_result is ReservationResult.Admitted && state.HeldReservations.Contains(id))
        {
            // An earlier commit that was reported as failed had succeeded.
            return;
        }

        var zone = LocalCalendar.Zone(state.TimeZone);
        var limits = EffectiveLimits.Of(state.Tier, state.Preferences, state.Overrides, nowUtc);
        var minute = Period.Minute(nowUtc);
        var amounts = new List<ReservedAmount>(4);
        foreach (var (limit, period, amount, onlyWhereLimited) in new[]
        {
            (LimitName.ApiCallsPerDay, Period.Day(nowUtc, zone), (long)request.Calls, false),
            (LimitName.MonthlyBudgetUsd, Period.Month(nowUtc, zone), request.BudgetPicoUsd, false),
            (LimitName.RequestsPerMinute, minute, (long)request.Calls, true),
            (LimitName.TokensPerMinute, minute, request.Tokens, true),
        })
        {
            var cap = limits[limit].Cap;
            if (amount == 0 || (cap is null && onlyWhereLimited))
            {
                continue;
            }

            var isSoft = limit == LimitName.MonthlyBudgetUsd && limits.BudgetMode == BudgetMode.Soft;
            if (!TryHold(state, writes, nowUtc, amounts, new(limit, "", period.Key, amount), isSoft ? null : cap, period))
            {
                return;
            }
        }

        if (request.ShadowCapPicoUsd is { } most)
        {
            var month = Period.Month(nowUtc, zone);
            if (!TryHold(state, writes, nowUtc, amounts, new(LimitName.MonthlyBudgetUsd, QuotaScopes.Shadow, month.Key, request.BudgetPicoUsd), most, month))
            {
                return;
            }
        }

        foreach (var amount in amounts)
        {
            Hold(state, writes, amount);
        }

        writes.ReservationsMade.Add(new QuotaReservation
        {
            OrganizationId = OrganizationId,
            Id = id,
            RequestId = request.RequestId,
            Amounts = JsonSerializer.Serialize(amounts, ReservedAmount.Json),
            ExpiresUtc = nowUtc + request.Life,
        });
        _result = new ReservationResult.Admitted(new Reservation(OrganizationId, id, amounts), nowUtc, LocalCalendar.DayOf(nowUtc, zone));
    }

    public override void Complete() => _done.SetResult(_result!);

    public override void Fail(Exception exception) => _done.SetException(exception);

    /// <summary>Notes what is to be held; false, and refused, where the cap has no room for it.</summary>
    /// <param name="cap">Null: none that would refuse.</param>
    private bool TryHold(TenantState state, TenantWrites writes, DateTime nowUtc, List<ReservedAmount> amounts, ReservedAmount wanted, long? cap, Period period)
    {
        var seen = state.Counters.GetValueOrDefault(new CounterKey(wanted.Limit, wanted.Scope, wanted.Period));
        if (cap is { } most && checked(seen.Used + seen.Pending + wanted.Amount) > most)
        {
            Refuse(state, writes, nowUtc, new QuotaRefusal(wanted.Limit, wanted.Scope, seen.Used, seen.Pending, wanted.Amount, most, period.EndUtc));
            return false;
        }

        amounts.Add(wanted);
        return true;
    }

    private void Refuse(TenantState state, TenantWrites writes, DateTime nowUtc, QuotaRefusal refusal)
    {
        _result = new ReservationResult.Refused(refusal);
        if (request.ShadowCapPicoUsd is not null)
        {
            // Nobody asked for it, and the comparison itself says what was in the way.
            return;
        }

        Append(state, writes, nowUtc, actor, new AuditEvent(
            "completion.refused",
            $"request:{request.RequestId}",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["limit"] = LimitNames.Of(refusal.Limit),
                ["used"] = refusal.Used,
                ["pending"] = refusal.Pending,
                ["requested"] = refusal.Requested,
                ["cap"] = refusal.Cap,
            },
            request.RequestId));
    }
}
