using CsCheck;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Tests.Core.Usage.Ledger;

/// <summary>Something that happens to one organization's ledger. Calls are named by a number, taken modulo the calls that there are.</summary>
internal abstract record LedgerStep
{
    private static readonly Gen<long?> SmallLimit = Gen.Long[-4, 12].Select(value => value < 0 ? (long?)null : value);

    /// <summary>Waits of a moment, over minutes, over midnights and over the ends of months.</summary>
    private static readonly Gen<TimeSpan> SomeTime = Gen.OneOf(
        Gen.Int[1, 59].Select(seconds => TimeSpan.FromSeconds(seconds)),
        Gen.Int[1, 90].Select(minutes => TimeSpan.FromMinutes(minutes)),
        Gen.Int[1, 30].Select(hours => TimeSpan.FromHours(hours)),
        Gen.Int[1, 33].Select(days => TimeSpan.FromDays(days)));

    public static Gen<LedgerStep> Any { get; } = Gen.Frequency(
        (8, Gen.Select(Gen.Int[1, 6], Gen.Long[0, 1_000], Gen.Long[0, 300], Gen.Int[1, 90], LedgerStep (count, budget, tokens, life) => new Reserve(count, budget, tokens, life))),
        (2, Gen.Select(Gen.Int[0, 99], Gen.Long[1, 500], LedgerStep (call, budget) => new ReserveFurther(call, budget))),
        (6, Gen.Select(Gen.Int[0, 99], Gen.Int[0, 100], LedgerStep (call, percent) => new Settle(call, percent))),
        (1, Gen.Int[0, 99].Select(LedgerStep (call) => new SettleAgain(call))),
        (2, Gen.Int[0, 99].Select(LedgerStep (call) => new Void(call))),
        (2, Gen.Const(LedgerStep () => new Sweep())),
        (3, SomeTime.Select(LedgerStep (time) => new Wait(time))),
        (2, Gen.Select(
            Gen.Bool.Select(perDay => perDay ? LimitName.ApiCallsPerDay : LimitName.RequestsPerMinute),
            SmallLimit,
            Gen.Int[0, 200],
            LedgerStep (limit, value, minutes) => new SetLimit(limit, value, minutes))),
        (1, Gen.Select(SmallLimit, Gen.Int[0, 200], LedgerStep (value, minutes) => new SetLimit(LimitName.TokensPerMinute, value * 100, minutes))),
        (1, Gen.Select(SmallLimit, Gen.Int[0, 200], LedgerStep (value, minutes) => new SetLimit(LimitName.MonthlyBudgetUsd, value * 400, minutes))),
        (2, Gen.Select(SmallLimit, Gen.Bool, LedgerStep (value, isSoft) => new SetBudget(value * 400, isSoft ? BudgetMode.Soft : BudgetMode.Hard))),
        (1, Gen.Enum<Tier>().Select(LedgerStep (tier) => new SetTier(tier))),
        (1, Gen.Bool.Select(LedgerStep (isActive) => new SetActive(isActive))));

    /// <summary>Calls that ask at once.</summary>
    public sealed record Reserve(int Count, long BudgetPicoUsd, long Tokens, int LifeMinutes) : LedgerStep;

    /// <summary>A further step of a call, which costs more.</summary>
    public sealed record ReserveFurther(int Call, long BudgetPicoUsd) : LedgerStep;

    /// <summary>A call ends at so much of what it held: the price has changed since, the answer was short.</summary>
    public sealed record Settle(int Call, int Percent) : LedgerStep;

    public sealed record SettleAgain(int Call) : LedgerStep;

    public sealed record Void(int Call) : LedgerStep;

    public sealed record Sweep : LedgerStep;

    public sealed record Wait(TimeSpan Time) : LedgerStep;

    /// <param name="Minutes">How long it holds; 0: for good.</param>
    public sealed record SetLimit(LimitName Limit, long? Value, int Minutes) : LedgerStep;

    public sealed record SetBudget(long? PicoUsd, BudgetMode Mode) : LedgerStep;

    public sealed record SetTier(Tier Tier) : LedgerStep;

    public sealed record SetActive(bool IsActive) : LedgerStep;
}
