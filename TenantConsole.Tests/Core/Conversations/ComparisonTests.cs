using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class ComparisonTests
{
    private static readonly ComparisonColumn Small = new("gpt-4o-mini", null);
    private static readonly ComparisonColumn Large = new("gpt-4o", null);
    private static readonly ComparisonColumn Gone = new("no-such-model", null);
    private static readonly ComparisonColumn Quality = new(null, new(Dial: 1));

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_FourColumns_EachIsACallOfItsOwnAndIsKept(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var admin = await world.PersonAsync(ConsoleRole.Admin);

        var (id, endings) = await AskAsync(world, admin, Small, Large, ComparisonColumn.InForce, Quality);

        Assert.All(endings.Values, ending => Assert.IsType<CompletionEvent.Answered>(ending));
        var records = await world.RowsAsync<UsageRecord>();
        Assert.Equal(4, records.Count);
        Assert.Equal(4, (await world.RowsAsync<AuditEntry>()).Count(entry => entry.Action == AuditEntry.CallSettled));
        var view = await world.Get<ComparisonArchive>().GetAsync(admin, world.OrganizationId, id, Cancel);
        Assert.Equal([Small, Large, ComparisonColumn.InForce, Quality], view.Answers.Select(answer => answer.Column));
        Assert.Equal(["gpt-4o-mini", "gpt-4o"], view.Answers.Take(2).Select(answer => answer.Turn.Figures!.ModelId));
        Assert.All(view.Answers, answer => Assert.Equal((TurnStanding.Answered, true, true), (answer.Turn.Standing, answer.Turn.Answer!.Length > 0, answer.Turn.Receipt!.CostPicoUsd > 0)));
        Assert.Equal(new PolicyTrial(Dial: 1), view.Answers[3].Turn.Decision!.Trial);
        Assert.Equal(records.Sum(record => record.CostPicoUsd), view.Answers.Sum(answer => answer.Turn.Figures!.CostPicoUsd));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_ColumnsThatFail_HarmNoOther(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        world.Provider.Otherwise = async (context, body, stopped) =>
            await (body.Contains("gpt-4o-mini", StringComparison.Ordinal) ? UpstreamReplies.Error(400, "invalid_request_error") : UpstreamReplies.Answer("Whole."))(context, body, stopped);

        var (id, endings) = await AskAsync(world, world.Operator, Small, Gone, Large);

        Assert.IsType<CompletionEvent.Failed>(endings[1]);
        Assert.Contains("no-such-model", Assert.IsType<CompletionEvent.Failed>(endings[2]).Message, StringComparison.Ordinal);
        Assert.IsType<CompletionEvent.Answered>(endings[3]);
        var view = await world.Get<ComparisonArchive>().GetAsync(world.Operator, world.OrganizationId, id, Cancel);
        Assert.Equal([TurnStanding.Failed, TurnStanding.Failed, TurnStanding.Answered], view.Answers.Select(answer => answer.Turn.Standing));
        Assert.Contains("no-such-model", view.Answers[1].Turn.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_BudgetForOneOnly_RefusesTheOther(DatabaseEngine engine)
    {
        // The worst case of the small model is some half a cent, of gpt-5.5 some 25 cents.
        await using var world = await ConversationsWorld.CreateAsync(engine, organization => organization.Preferences = new() { MonthlyBudgetPicoUsd = PicoUsd.FromUsd(0.02m) });

        var (_, endings) = await AskAsync(world, world.Operator, Small, new("gpt-5.5", null));

        Assert.IsType<CompletionEvent.Answered>(endings[1]);
        Assert.IsType<CompletionEvent.Refused>(endings[2]);
        Assert.Single(world.Provider.Requests);
    }

    [Fact]
    public async Task AskAsync_Cancelled_StopsEveryColumnAndKeepsWhatCame()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        world.Provider.Otherwise = UpstreamReplies.StreamThenSilence(UpstreamReplies.Data(UpstreamReplies.Text("Half an ")));
        using var stop = new CancellationTokenSource();
        var (id, texts, endings) = (default(ComparisonId), 0, new List<CompletionEvent>());
        await foreach (var change in world.Get<ComparisonService>().AskAsync(world.Operator, Wanted(world, Small, Large), stop.Token))
        {
            id = change is ComparisonEvent.Asked asked ? asked.Id : id;
            if (change is ComparisonEvent.InColumn { Change: ConversationEvent.Progress { Change: CompletionEvent.Text } } && ++texts == 2)
            {
                await stop.CancelAsync();
            }

            if (change is ComparisonEvent.InColumn { Change: ConversationEvent.Progress { Change: CompletionEvent.Answered ending } })
            {
                endings.Add(ending);
            }
        }

        Assert.All(endings, ending => Assert.Equal(CompletionOutcome.Cancelled, ((CompletionEvent.Answered)ending).Receipt.Outcome));
        var view = await world.Get<ComparisonArchive>().GetAsync(world.Operator, world.OrganizationId, id, Cancel);
        Assert.Equal(["Half an ", "Half an "], view.Answers.Select(answer => answer.Turn.Answer));
        Assert.Equal(2, (await world.RowsAsync<UsageRecord>()).Count);
    }

    [Fact]
    public async Task AskAsync_ReaderWhoGoesAway_StopsTheModelsAndTheLedgerHasThem()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        world.Provider.Otherwise = UpstreamReplies.StreamThenSilence(UpstreamReplies.Data(UpstreamReplies.Text("Half an ")));
        await foreach (var change in world.Get<ComparisonService>().AskAsync(world.Operator, Wanted(world, Small, Large), Cancel))
        {
            if (change is ComparisonEvent.InColumn { Change: ConversationEvent.Progress { Change: CompletionEvent.Text } })
            {
                break;
            }
        }

        Assert.All(await world.RowsAsync<ComparisonAnswer>(), answer => Assert.NotEqual(QuestionState.Asked, answer.State));
    }

    [Fact]
    public async Task EstimateAsync_Columns_AreEstimatedOneByOneAndNothingIsSpent()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);

        var estimates = await world.Get<ComparisonService>().EstimateAsync(world.Operator, Wanted(world, Small, Large, Gone), Cancel);

        Assert.True(estimates[0].Estimate!.CostPicoUsd < estimates[1].Estimate!.CostPicoUsd);
        Assert.Equal(estimates[0].Estimate!.InputTokens, estimates[1].Estimate!.InputTokens);
        Assert.Contains("no-such-model", estimates[2].Problem, StringComparison.Ordinal);
        Assert.Empty(await world.RowsAsync<UsageRecord>());
        Assert.Empty(await world.RowsAsync<Comparison>());
    }

    [Theory]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Owner, true)]
    public async Task AskAsync_PolicyOnTrial_IsForWhoMayEditTheRouting(ConsoleRole role, bool may)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var person = await world.PersonAsync(role);

        Assert.Equal(may, !await RefusedAsync(() => AskAsync(world, person, Small, Quality)));
        Assert.Equal(may ? 2 : 0, (await world.RowsAsync<UsageRecord>()).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(-2)]
    public async Task AskAsync_TooFewTooManyOrTwiceTheSame_AsksNobody(int columns)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        ComparisonColumn[] wanted = columns < 0 ? [Small, Small] : [.. Enumerable.Range(0, columns).Select(i => new ComparisonColumn($"model-{i}", null))];

        await Assert.ThrowsAsync<InvalidInputException>(() => AskAsync(world, world.Operator, wanted));

        Assert.Empty(await world.RowsAsync<Comparison>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_WhatNoRowCouldHold_IsRefusedInWordsAndAsksNobody(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (admin, comparisons) = (await world.PersonAsync(ConsoleRole.Admin), world.Get<ComparisonService>());
        NewComparison[] wanted =
        [
            Wanted(world, Small, new(new string('m', 500), null)),
            Wanted(world, Small, new("a,b", null)),
            Wanted(world, Small, new(null, new(Version: 1, Dial: 0.5))),
            Wanted(world, Small, new(null, new(Dial: double.NaN))),
            Wanted(world, Small, new(null, new(Dial: 0.12345))),
            Wanted(world, Small, Large) with { JobRole = new string('r', 500) },
            Wanted(world, Small, Large) with { Question = "Zero\0." },
        ];

        foreach (var comparison in wanted)
        {
            await Assert.ThrowsAsync<InvalidInputException>(async () => await comparisons.AskAsync(admin, comparison, Cancel).GetAsyncEnumerator(Cancel).MoveNextAsync());
            await Assert.ThrowsAsync<InvalidInputException>(() => comparisons.EstimateAsync(admin, comparison, Cancel));
        }

        Assert.Empty(await world.RowsAsync<Comparison>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetSharedAsync_Comparison_IsReadByEverybodyOfTheOrganizationUntilItIsTakenBack(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (viewer, admin) = (await world.PersonAsync(ConsoleRole.Viewer), await world.PersonAsync(ConsoleRole.Admin));
        var (archive, (id, _)) = (world.Get<ComparisonArchive>(), await AskAsync(world, world.Operator, Small, Large));

        Assert.True(await RefusedAsync(() => archive.GetAsync(viewer, world.OrganizationId, id, Cancel)));
        Assert.Equal(2, (await archive.GetAsync(admin, world.OrganizationId, id, Cancel)).Answers.Count);
        Assert.True(await RefusedAsync(() => archive.SetSharedAsync(viewer, world.OrganizationId, id, true, Cancel)));

        await archive.SetSharedAsync(world.Operator, world.OrganizationId, id, true, Cancel);
        var shared = await archive.GetAsync(viewer, world.OrganizationId, id, Cancel);
        Assert.Equal((false, null, null), (shared.MayChange, shared.Answers[0].Turn.Receipt, shared.Answers[0].Turn.Figures!.CostPicoUsd));
        Assert.Equal(id, Assert.Single((await archive.ListAsync(viewer, world.OrganizationId, null, 10, Cancel)).Items).Id);

        await archive.SetSharedAsync(admin, world.OrganizationId, id, false, Cancel);
        Assert.Empty((await archive.ListAsync(viewer, world.OrganizationId, null, 10, Cancel)).Items);
        Assert.Equal(["comparison.shared", "comparison.unshared"], (await world.RowsAsync<AuditEntry>()).OrderBy(entry => entry.Seq).Select(entry => entry.Action).Where(action => action.StartsWith("comparison", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EveryMethod_ForeignAndMissingComparison_AreRefusedInTheSameWords(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var other = await world.OtherOrganizationAsync();
        var stranger = await world.PersonAsync(ConsoleRole.Owner, other);
        var (archive, (id, _)) = (world.Get<ComparisonArchive>(), await AskAsync(world, world.Operator, Small, Large));
        await archive.SetSharedAsync(world.Operator, world.OrganizationId, id, true, Cancel);

        foreach (var (organization, comparison) in new[] { (world.OrganizationId, id), (other, id), (other, TypedId.New<ComparisonId>(TimeProvider.System)) })
        {
            Assert.True(await RefusedAsync(() => archive.GetAsync(stranger, organization, comparison, Cancel)));
            Assert.True(await RefusedAsync(() => archive.SetSharedAsync(stranger, organization, comparison, false, Cancel)));
            Assert.True(await RefusedAsync(() => archive.DeleteAsync(stranger, organization, comparison, Cancel)));
        }

        Assert.True(Assert.Single(await world.RowsAsync<Comparison>()).IsShared);
    }

    [Fact]
    public async Task DeleteAsync_SuspendedOrganization_IsRefusedAndReadingIsNot()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var (archive, (id, _)) = (world.Get<ComparisonArchive>(), await AskAsync(world, world.Operator, Small, Large));
        await world.SetStatusAsync(OrganizationStatus.Suspended);

        Assert.True(await RefusedAsync(() => archive.DeleteAsync(world.Operator, world.OrganizationId, id, Cancel)));
        Assert.True(await RefusedAsync(() => archive.SetSharedAsync(world.Operator, world.OrganizationId, id, true, Cancel)));
        Assert.False((await archive.GetAsync(world.Operator, world.OrganizationId, id, Cancel)).MayChange);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DeleteAsync_OnesOwn_LeavesTheCallsInTheLedger(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (id, _) = await AskAsync(world, world.Operator, Small, Large);

        await world.Get<ComparisonArchive>().DeleteAsync(world.Operator, world.OrganizationId, id, Cancel);

        Assert.Empty(await world.RowsAsync<ComparisonAnswer>());
        Assert.Equal(2, (await world.RowsAsync<UsageRecord>()).Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_PageAfterPage_HasEveryComparisonOnceTheLatestFirst(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var asked = new List<ComparisonId>();
        for (var i = 0; i < 5; i++)
        {
            asked.Insert(0, (await AskAsync(world, world.Operator, Small, Large)).Id);
        }

        var (listed, after) = (new List<ComparisonListItem>(), default(ConversationCursor));
        do
        {
            var page = await world.Get<ComparisonArchive>().ListAsync(world.Operator, world.OrganizationId, after, 2, Cancel);
            listed.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(asked, listed.Select(item => item.Id));
        Assert.All(listed, item => Assert.Equal([Small, Large], item.Columns));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DeleteExpiredAsync_TimeIsOver_TakesTextsAndNothingElse(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (id, _) = await AskAsync(world, world.Operator, Small, Large);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var db = world.Database.OpenTenant(world.OrganizationId);

        Assert.Equal(0, await ComparisonRetention.DeleteExpiredAsync(db, now, now.AddDays(-30), 10, Cancel));
        Assert.Equal(1, await ComparisonRetention.DeleteExpiredAsync(db, now, now.AddMinutes(1), 10, Cancel));
        Assert.Equal(0, await ComparisonRetention.DeleteExpiredAsync(db, now.AddDays(400), now.AddMinutes(1), 10, Cancel));

        var view = await world.Get<ComparisonArchive>().GetAsync(world.Operator, world.OrganizationId, id, Cancel);
        Assert.Equal((null, null), (view.Question, view.Answers[0].Turn.Answer));
        Assert.True(view.Answers[0].Turn.Figures!.CostPicoUsd > 0);
        Assert.Equal(Conversation.Untitled, Assert.Single(await world.RowsAsync<Comparison>()).Title);
    }

    [Fact]
    public async Task AskAsync_OrganizationThatKeepsNothing_AnswersAndLeavesNoText()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite, created => created.Features = created.Features with { DataRetentionDays = 0 });

        var (_, endings) = await AskAsync(world, world.Operator, Small, Large);

        Assert.All(endings.Values, ending => Assert.IsType<CompletionEvent.Answered>(ending));
        Assert.Null(Assert.Single(await world.RowsAsync<Comparison>()).Question);
        Assert.All(await world.RowsAsync<ComparisonAnswer>(), answer => Assert.Null(answer.Text));
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("policy:3")]
    [InlineData("policy:0")]
    [InlineData("rules")]
    [InlineData("learned:0.7")]
    [InlineData("combined:0")]
    [InlineData("dial:0.25")]
    [InlineData("model:gpt-4o-mini")]
    [InlineData("model:ft:gpt-4o:acme::1")]
    public void Parse_WhatToStringWrote_IsTheSame(string text) => Assert.Equal(text, ComparisonColumn.Parse(text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("model:")]
    [InlineData("model:a,b")]
    [InlineData("gpt-4o")]
    [InlineData("policy:-1")]
    [InlineData("policy:x")]
    [InlineData("dial:1.5")]
    [InlineData("dial:NaN")]
    [InlineData("dial:1e-1")]
    [InlineData("learned:")]
    [InlineData("model:a\nb")]
    public void Parse_AnythingElse_IsNothing(string? text) => Assert.Null(ComparisonColumn.Parse(text));

    private static NewComparison Wanted(ConversationsWorld world, params ComparisonColumn[] columns) => new(world.OrganizationId, ConversationsWorld.Question, null, columns);

    private static async Task<(ComparisonId Id, Dictionary<int, CompletionEvent> Endings)> AskAsync(ConversationsWorld world, Actor actor, params ComparisonColumn[] columns)
    {
        var (id, endings) = (default(ComparisonId), new Dictionary<int, CompletionEvent>());
        await foreach (var change in world.Get<ComparisonService>().AskAsync(actor, Wanted(world, columns), Cancel))
        {
            switch (change)
            {
                case ComparisonEvent.Asked asked:
                    id = asked.Id;
                    break;
                case ComparisonEvent.InColumn { Change: ConversationEvent.Progress { Change: CompletionEvent.Answered or CompletionEvent.Refused or CompletionEvent.Failed } } column:
                    endings.Add(column.Ordinal, ((ConversationEvent.Progress)column.Change).Change);
                    break;
            }
        }

        return (id, endings);
    }

    private static async Task<bool> RefusedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (AccessDeniedException)
        {
            return true;
        }
    }
}
