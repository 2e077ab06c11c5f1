using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Core.Lab;

public sealed class RoutingLabSqliteTests() : RoutingLabTests(DatabaseEngine.Sqlite);

public sealed class RoutingLabPostgresTests() : RoutingLabTests(DatabaseEngine.PostgreSql);

public abstract class RoutingLabTests(DatabaseEngine engine) : IAsyncLifetime
{
    private static readonly RoutingPolicy AtCost = RoutingPolicy.Default with { Dial = 0 };

    private LabWorld _world = null!;
    private Actor.Person _admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RoutingLab Lab => _world.Get<RoutingLab>();

    public async ValueTask InitializeAsync()
    {
        _world = await LabWorld.CreateAsync(engine);
        _admin = await _world.People.PersonAsync(ConsoleRole.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task EffectAsync_ChangedDial_SumsTheWeekAndShowsWhatFlips()
    {
        await AskedAsync(rows =>
        {
            _world.Call(rows, LabWorld.Status);
            _world.Call(rows, LabWorld.Outage, answeredBy: ModelClass.Standard);
            _world.Call(rows, LabWorld.Outage, daysAgo: 9);
        });

        var effect = await EffectAsync(AtCost);

        Assert.Equal((2, false, 2, 1), (effect.QuestionsInPeriod, effect.IsSample, effect.Totals.Questions, effect.Totals.Flips));
        Assert.Equal((450_000_000 + 7_500_000_000, 900_000_000), (effect.Totals.Before.CostPicoUsd, effect.Totals.After.CostPicoUsd));
        Assert.Equal(900_000_000, effect.Totals.PaidPicoUsd);
        Assert.Equal((LabWorld.Outage, FlipKind.ToSmaller), (effect.Examples.Single().Question.Prompt, effect.Examples.Single().Flip));
    }

    [Fact]
    public async Task EffectAsync_AnotherOrganizationsQuestions_AreNotRead()
    {
        var other = await _world.People.OtherOrganizationAsync();
        var rows = new List<object>();
        _world.Call(rows, LabWorld.Outage, organizationId: other);
        await _world.SaveAsync(rows, other);

        Assert.Equal(0, (await EffectAsync(AtCost)).QuestionsInPeriod);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Lab.EffectAsync(_admin, other, AtCost, 7, Cancel));
    }

    [Fact]
    public async Task EffectAsync_ExpiredText_IsNotRead()
    {
        await AskedAsync(rows =>
        {
            _world.Call(rows, LabWorld.Outage, keptFor: TimeSpan.FromMinutes(-1));
            _world.Call(rows, LabWorld.Outage);
        });

        Assert.Equal(1, (await EffectAsync(AtCost)).Totals.Questions);
    }

    [Fact]
    public async Task EffectAsync_CallerChoseTheModel_IsLeftOut()
    {
        await AskedAsync(rows =>
        {
            _world.Call(rows, LabWorld.Outage, forced: true);
            _world.Call(rows, "Why does it say \"ground\":\"forced\" here? Analyze the root cause and design a comprehensive strategy", answeredBy: ModelClass.Standard);
        });

        var totals = (await EffectAsync(AtCost)).Totals;

        Assert.Equal((1, 1), (totals.Forced, totals.Questions));
    }

    [Fact]
    public async Task EffectAsync_CascadedCall_IsPricedByItsAttempts()
    {
        await AskedAsync(rows =>
        {
            var call = _world.Call(rows, LabWorld.Status, answeredBy: ModelClass.Standard, verdict: new(true, 0.2, [CascadeTrigger.Uncertainty]), cascaded: true);
            rows.Add(Attempt(call, 1, "gpt-4o-mini", 100));
            rows.Add(Attempt(call, 2, "gpt-4o", 200));
        });

        var totals = (await EffectAsync(RoutingPolicy.Default with { Cascade = new() { OnLowConfidence = false, OnUncertainty = false } })).Totals;

        Assert.Equal((1, 0, 1), (totals.Before.Cascades, totals.After.Cascades, totals.Flips));
        Assert.Equal((75_000_000 + 2_500_000_000, 150_000_000), (totals.Before.CostPicoUsd, totals.After.CostPicoUsd));
    }

    [Fact]
    public async Task EffectAsync_QuestionOfALongConversation_CountsItsTurns()
    {
        var conversation = await _world.People.StartAsync();
        await AskedAsync(rows =>
        {
            var call = _world.Call(rows, LabWorld.Outage, answeredBy: ModelClass.Standard, conversation: conversation);
            rows.Add(new ConversationMessage
            {
                OrganizationId = _world.OrganizationId,
                Id = TypedId.New<MessageId>(TimeProvider.System),
                ConversationId = conversation,
                Turn = 9,
                Role = MessageRole.Answer,
                WrittenUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
                RequestId = "req",
                UsageRecordId = call.UsageRecordId,
                LeftOutTurns = 2,
            });
        });

        Assert.Equal(7, (await EffectAsync(AtCost)).Examples.Single().Question.ConversationTurns);
    }

    [Fact]
    public async Task EffectAsync_MoreThanIsReadAtOnce_IsASampleInProportion()
    {
        await AskedAsync(rows =>
        {
            for (var i = 0; i < RoutingLab.MostSampled; i++)
            {
                _world.Call(rows, LabWorld.Status, daysAgo: 5);
                if (i % 10 == 0)
                {
                    _world.Call(rows, LabWorld.Outage, daysAgo: 2, answeredBy: ModelClass.Standard);
                }
            }
        });

        var effect = await EffectAsync(AtCost);

        Assert.Equal((2_200, true), (effect.QuestionsInPeriod, effect.IsSample));
        Assert.InRange(effect.Totals.Questions, 1_998, 2_002);
        Assert.InRange(effect.Totals.Flips, 180, 184);
    }

    [Fact]
    public async Task EffectAsync_PolicyThatCouldNotBeSaved_IsRefused() =>
        await Assert.ThrowsAsync<InvalidInputException>(() => EffectAsync(RoutingPolicy.Default with { Dial = 7 }));

    [Fact]
    public async Task DialCurveAsync_Positions_AgreeWithTheRouterAndRiseFromCostToQuality()
    {
        string[] prompts =
        [
            LabWorld.Status, LabWorld.Outage, "Please explain how the backup of our shared drives works in detail",
            "Compare the two offers of the printer leasing and say which one is cheaper over five years", "Which of the following statements about the contract is not correct? A. None B. All",
        ];
        await AskedAsync(rows =>
        {
            foreach (var prompt in prompts)
            {
                _world.Call(rows, prompt);
            }
        });

        var curve = await Lab.DialCurveAsync(_admin, _world.OrganizationId, RoutingPolicy.Default, 7, Cancel);

        Assert.Equal((11, prompts.Length), (curve.Points.Count, curve.Questions));
        foreach (var point in curve.Points)
        {
            var totals = (await EffectAsync(RoutingPolicy.Default with { Dial = point.Dial, Cascade = Silent })).Totals;
            Assert.Equal((totals.SmallShare(totals.After), totals.After.CostPicoUsd), (point.SmallShare, point.CostPicoUsd));
        }

        Assert.Equal(curve.Points.Select(point => point.SmallShare).OrderDescending(), curve.Points.Select(point => point.SmallShare));
        Assert.True(curve.Points[0].SmallShare > curve.Points[^1].SmallShare);
    }

    [Fact]
    public async Task DialCurveAsync_WhoMaySeeNoCosts_SeesTheRest()
    {
        await AskedAsync(rows => _world.Call(rows, LabWorld.Status));

        var curve = await Lab.DialCurveAsync(await _world.People.PersonAsync(ConsoleRole.Viewer), _world.OrganizationId, RoutingPolicy.Default, 7, Cancel);

        Assert.All(curve.Points, point => Assert.Null(point.CostPicoUsd));
        Assert.Equal(11, curve.Points.Count);
    }

    [Fact]
    public async Task DialCurveAsync_Rules_HaveNoUseForTheDial() =>
        Assert.Empty((await Lab.DialCurveAsync(_admin, _world.OrganizationId, RoutingPolicy.Default with { Strategy = RoutingStrategy.Rules }, 7, Cancel)).Points);

    private static CascadePolicy Silent => new() { OnAskingBack = false, OnBrevity = false, OnLowConfidence = false, OnUncertainty = false };

    private Task<PolicyEffect> EffectAsync(RoutingPolicy changed) => Lab.EffectAsync(_admin, _world.OrganizationId, changed, 7, Cancel);

    private async Task AskedAsync(Action<List<object>> add)
    {
        var rows = new List<object>();
        add(rows);
        await _world.SaveAsync(rows);
    }

    private static UsageAttempt Attempt(UsageDetail call, short ordinal, string model, long tokens) => new()
    {
        OrganizationId = call.OrganizationId,
        UsageRecordId = call.UsageRecordId,
        Ordinal = ordinal,
        ModelId = model,
        Outcome = CompletionOutcome.Completed,
        InputTokens = tokens,
        CachedInputTokens = 0,
        OutputTokens = tokens,
        ReasoningTokens = 0,
        CostPicoUsd = 1,
        PriceVersion = "price",
        ResponseMs = 1,
    };
}
