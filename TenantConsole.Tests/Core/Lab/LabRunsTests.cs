using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Completions.Learning;

namespace TenantConsole.Tests.Core.Lab;

public sealed class LabRunsSqliteTests() : LabRunsTests(DatabaseEngine.Sqlite);

public sealed class LabRunsPostgresTests() : LabRunsTests(DatabaseEngine.PostgreSql);

public abstract class LabRunsTests(DatabaseEngine engine) : IAsyncLifetime
{
    private const string Csv = $"id,prompt\n1,{LabWorld.Status}\n2,{LabWorld.Outage}\n3,{LabWorld.Outage}\n";

    private static readonly LabStart AtCost = new(RoutingPolicy.Default with { Dial = 0 });

    private static readonly CascadePolicy Silent = new() { OnLowConfidence = false, OnUncertainty = false, OnBrevity = false, OnAskingBack = false };

    private LabWorld _world = null!;
    private Actor.Person _admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LabStarts Starts => _world.Get<LabStarts>();

    private LabRuns Runs => _world.Get<LabRuns>();

    private LabRunner Runner => _world.Get<LabRunner>();

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
    public async Task StartUploadAsync_File_RunsInTheBackgroundAndKeepsSumsAndFlips()
    {
        var id = await UploadAsync(Csv);
        Assert.Equal((LabRunStatus.Waiting, 3, 0), await StandingAsync(id));

        await Runner.RunWaitingAsync(Cancel);

        var detail = await GetAsync(id);
        Assert.Equal((LabRunStatus.Done, 3, 2), (detail.Run.Status, detail.Run.Done, detail.FlipsKept));
        Assert.Equal((3, 2, 1), (detail.Run.Totals.Questions, detail.Run.Totals.Flips, detail.Run.Totals.Before.Small));
        Assert.Equal("dial", Assert.Single(detail.Changes).Field);
        Assert.NotNull(detail.Run.FinishedUtc);
        var flips = (await FlipsAsync(id)).Items;
        Assert.Equal([(2, "2", LabWorld.Outage), (3, "3", LabWorld.Outage)], flips.Select(flip => (flip.Number, flip.Label, flip.Text)));
        Assert.All(flips, flip => Assert.Equal((FlipKind.ToSmaller, "gpt-4o", "gpt-4o-mini"), (flip.Kind, flip.ModelBefore, flip.ModelAfter)));
    }

    [Fact]
    public async Task StartUploadAsync_BadLine_LeavesNothing()
    {
        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => UploadAsync(Csv + "4\n"));

        Assert.StartsWith("Line 5: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await Runs.ListAsync(_admin, _world.OrganizationId, new(0, 10), Cancel)).TotalCount);
    }

    [Fact]
    public async Task StartPastedAsync_Lines_AreItsQuestions()
    {
        var id = await Starts.StartPastedAsync(_admin, _world.OrganizationId, AtCost with { Name = " Mine " }, $"{LabWorld.Outage}\r\n\r\n{LabWorld.Status}", Cancel);
        await Runner.RunWaitingAsync(Cancel);

        Assert.Equal(("Mine", 2), ((await GetAsync(id)).Run.Name, (await GetAsync(id)).Run.Totals.Questions));
    }

    [Fact]
    public async Task StartPastedAsync_TooLong_IsRefusedWithAWayOut()
    {
        var fault = await Assert.ThrowsAsync<InvalidInputException>(
            () => Starts.StartPastedAsync(_admin, _world.OrganizationId, AtCost, new string('a', QuestionLimits.LongestPasted + 1), Cancel));

        Assert.Equal("text", fault.Field);
        Assert.Contains("into a file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartTrafficAsync_Period_ReplaysItAndKeepsNoSecondCopyOfTheTexts()
    {
        await AskedAsync(rows =>
        {
            _world.Call(rows, LabWorld.Outage, answeredBy: ModelClass.Standard);
            _world.Call(rows, LabWorld.Outage, daysAgo: 30);
        });

        var id = await TrafficAsync();
        await Runner.RunWaitingAsync(Cancel);

        Assert.Equal((1, 7_500_000_000, 450_000_000), ((await GetAsync(id)).Run.Totals.Questions, (await GetAsync(id)).Run.Totals.Before.CostPicoUsd, (await GetAsync(id)).Run.Totals.After.CostPicoUsd));
        Assert.Null(Assert.Single(await RowsAsync<LabFlip>()).Prompt);
        Assert.Equal(LabWorld.Outage, Assert.Single((await FlipsAsync(id)).Items).Text);
        await DeleteTextsAsync();
        Assert.Null(Assert.Single((await FlipsAsync(id)).Items).Text);
        Assert.Null((await Runs.GetFlipAsync(_admin, _world.OrganizationId, id, 1, Cancel)).Before);
    }

    [Fact]
    public async Task StartTrafficAsync_OutcomesWereLearned_DecidesAsTheRealDecisionDoes()
    {
        const string question = "Could you tell me what the new contract of our branch says about travel";
        var learning = LearningWorld.Of(_world.People);
        var (billing, helper) = (await _world.People.AgentAsync(), await _world.People.AgentAsync());
        await learning.AddOutcomesOfAsync(billing, helper, 24);
        await learning.Learner.LearnDueAsync(Cancel);
        await AskedAsync(rows =>
        {
            _world.Call(rows, question, agent: billing);
            _world.Call(rows, question, agent: helper);
            _world.Call(rows, question);
        });

        var id = await TrafficAsync();
        await Runner.RunWaitingAsync(Cancel);

        var flip = Assert.Single((await FlipsAsync(id)).Items, flip => flip.Text == question);
        var again = (await Runs.GetFlipAsync(_admin, _world.OrganizationId, id, flip.Number, Cancel)).Before!.Decision;
        var real = await learning.PreviewAsync(question, billing);
        Assert.Equal((1, "gpt-4o", flip.ModelBefore), (real.CalibrationVersion, real.ModelId, real.ModelId));
        Assert.Equal(real.Contributions.Select(signal => (signal.Signal, signal.Contribution)), again.Contributions.Select(signal => (signal.Signal, signal.Contribution)));
        Assert.Contains(again.Contributions, signal => signal.Signal == SignalNames.OwnOrigin);
        Assert.Equal("gpt-4o-mini", (await learning.PreviewAsync(question, helper)).ModelId);

        // Both read up to their own moment: no call may be of a later one still.
        await Task.Delay(500, Cancel);
        var totals = (await _world.Get<RoutingLab>().EffectAsync(_admin, _world.OrganizationId, RoutingPolicy.Default with { Cascade = Silent }, 7, Cancel)).Totals;
        var curve = await _world.Get<RoutingLab>().DialCurveAsync(_admin, _world.OrganizationId, RoutingPolicy.Default, 7, Cancel);
        Assert.Equal(totals.SmallShare(totals.After), curve.Points.Single(point => point.Dial == RoutingPolicy.Default.Dial).SmallShare);
    }

    [Fact]
    public async Task StartTrafficAsync_NothingKept_IsToldSo() => await Assert.ThrowsAsync<InvalidInputException>(TrafficAsync);

    [Fact]
    public async Task StartAsync_MoreThanMayWait_IsRefusedUntilOneHasEnded()
    {
        for (var i = 0; i < LabStarts.MostActive; i++)
        {
            await UploadAsync(Csv);
        }

        await Assert.ThrowsAsync<InvalidInputException>(() => UploadAsync(Csv));
        await Runner.RunWaitingAsync(Cancel);
        Assert.All((await Runs.ListAsync(_admin, _world.OrganizationId, new(0, 10), Cancel)).Items, run => Assert.Equal(LabRunStatus.Done, run.Status));
        await UploadAsync(Csv);
    }

    [Fact]
    public async Task CancelAsync_InTheMiddle_KeepsWhatWasFoundAndStopsTheRest()
    {
        var id = await UploadAsync("prompt\n" + string.Concat(Enumerable.Repeat($"{LabWorld.Outage}\n", 40_000)));
        var running = Task.Run(() => Runner.RunWaitingAsync(Cancel), Cancel);
        while ((await GetAsync(id)).Run.Done == 0)
        {
            await Task.Delay(20, Cancel);
        }

        await Runs.CancelAsync(_admin, _world.OrganizationId, id, Cancel);
        await running;

        var detail = await GetAsync(id);
        Assert.Equal(LabRunStatus.Cancelled, detail.Run.Status);
        Assert.InRange(detail.Run.Done, 1, 39_999);
        Assert.Equal((detail.Run.Done, detail.FlipsKept), (detail.Run.Totals.Flips, await CountFlipsAsync()));
    }

    [Fact]
    public async Task CancelAsync_WhileItWaits_NeverBegins()
    {
        var id = await UploadAsync(Csv);
        await Runs.CancelAsync(_admin, _world.OrganizationId, id, Cancel);
        await Runner.RunWaitingAsync(Cancel);

        Assert.Equal((LabRunStatus.Cancelled, 3, 0), await StandingAsync(id));
    }

    [Fact]
    public async Task DeleteAsync_WhileItRuns_LeavesNothingAndIsAudited()
    {
        var id = await UploadAsync("prompt\n" + string.Concat(Enumerable.Repeat($"{LabWorld.Outage}\n", 40_000)));
        var running = Task.Run(() => Runner.RunWaitingAsync(Cancel), Cancel);
        while ((await GetAsync(id)).Run.Done == 0)
        {
            await Task.Delay(20, Cancel);
        }

        await Runs.DeleteAsync(_admin, _world.OrganizationId, id, Cancel);
        await running;

        Assert.Equal((0, 0), ((await RowsAsync<LabRun>()).Count, await CountFlipsAsync()));
        await Assert.ThrowsAsync<AccessDeniedException>(() => GetAsync(id));
        Assert.Equal(["lab.run_started", "lab.run_cancelled", "lab.run_deleted"], (await RowsAsync<AuditEntry>()).OrderBy(entry => entry.Seq).Select(entry => entry.Action));
    }

    [Fact]
    public async Task RunAsync_ProcessStops_WhatWaitsIsBrokenOff()
    {
        var id = await UploadAsync(Csv);
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Runner.RunAsync(stopping.Token);

        Assert.Equal((LabRunStatus.BrokenOff, 3, 0), await StandingAsync(id));
    }

    [Fact]
    public async Task SweepAsync_RunOfAProcessThatIsGone_IsBrokenOffAndOneOfThisIsNot()
    {
        var gone = await UploadAsync(Csv);
        await Runner.RunWaitingAsync(Cancel);
        await using (var db = _world.Database.OpenTenant(_world.OrganizationId))
        {
            var silent = TimeProvider.System.GetUtcNow().UtcDateTime - LabRunner.Silence;
            await db.Set<LabRun>().ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, LabRunStatus.Running).SetProperty(run => run.SeenUtc, silent), Cancel);
        }

        var mine = await UploadAsync(Csv);

        Assert.Equal(1, await Runner.SweepAsync(atStart: true, Cancel));
        Assert.Equal((LabRunStatus.BrokenOff, LabRunStatus.Waiting), ((await GetAsync(gone)).Run.Status, (await GetAsync(mine)).Run.Status));
    }

    [Fact]
    public async Task RunWaitingAsync_WhoStartedItMayNoMore_Fails()
    {
        var id = await UploadAsync(Csv);
        await _world.People.SetStatusAsync(OrganizationStatus.Suspended);
        await Runner.RunWaitingAsync(Cancel);

        var detail = await GetAsync(id);
        Assert.Equal((LabRunStatus.Failed, false), (detail.Run.Status, detail.MayChange));
        Assert.NotNull(detail.Fault);
        await Assert.ThrowsAsync<AccessDeniedException>(() => UploadAsync(Csv));
    }

    [Fact]
    public async Task ListFlipsAsync_PagesAndFilters_GoBothWays()
    {
        var id = await UploadAsync("prompt\n" + string.Concat(Enumerable.Range(0, 7).Select(i => i == 3 ? $"{LabWorld.Status}\n" : $"{LabWorld.Outage}\n")));
        await Runner.RunWaitingAsync(Cancel);

        var first = await FlipsAsync(id, size: 4);
        var second = await FlipsAsync(id, cursor: new(first.Items[^1].Number), size: 4);
        var back = await FlipsAsync(id, cursor: new(second.Items[0].Number, IsBackwards: true), size: 4);

        Assert.Equal([1, 2, 3, 5], first.Items.Select(flip => flip.Number));
        Assert.Equal((false, true), (first.HasEarlier, first.HasLater));
        Assert.Equal([6, 7], second.Items.Select(flip => flip.Number));
        Assert.Equal((true, false), (second.HasEarlier, second.HasLater));
        Assert.Equal([1, 2, 3, 5], back.Items.Select(flip => flip.Number));
        Assert.Equal((false, true), (back.HasEarlier, back.HasLater));
        Assert.Empty((await FlipsAsync(id, new(FlipKind.ToLarger))).Items);
        Assert.Equal(6, (await FlipsAsync(id, new(FlipKind.ToSmaller, Complexity.Complex))).Items.Count);
        Assert.Empty((await FlipsAsync(id, new(FlipKind.ToSmaller, Complexity.Critical))).Items);
    }

    [Fact]
    public async Task GetFlipAsync_Question_IsExplainedUnderBothPolicies()
    {
        var id = await UploadAsync($"prompt,job_role,conversation_length\n{LabWorld.Outage},ceo,5\n");
        await Runner.RunWaitingAsync(Cancel);

        var detail = await Runs.GetFlipAsync(_admin, _world.OrganizationId, id, 1, Cancel);

        Assert.True(detail.IsAsItWas);
        Assert.Equal(("gpt-4o", "gpt-4o-mini"), (detail.Before!.Decision.ModelId, detail.After!.Decision.ModelId));
        Assert.Equal("ceo", detail.Question!.JobRole);
        Assert.Contains(detail.Before.Decision.Contributions, part => part.Signal == "conversation");
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.GetFlipAsync(_admin, _world.OrganizationId, id, 2, Cancel));
    }

    [Fact]
    public async Task Runs_OfAnotherOrganization_AreNotThere()
    {
        var id = await UploadAsync(Csv);
        var other = await _world.People.OtherOrganizationAsync();
        var theirs = await _world.People.PersonAsync(ConsoleRole.Owner, other);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.GetAsync(theirs, other, id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.GetAsync(theirs, _world.OrganizationId, id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.ListFlipsAsync(theirs, other, id, new(), null, 10, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.GetFlipAsync(theirs, other, id, 1, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.CancelAsync(theirs, other, id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.RenameAsync(theirs, other, id, "x", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.DeleteAsync(theirs, other, id, Cancel));
    }

    [Fact]
    public async Task Viewer_RunOfTraffic_SeesNeitherCostsNorWhatOthersAsked()
    {
        await AskedAsync(rows => _world.Call(rows, LabWorld.Outage, answeredBy: ModelClass.Standard));
        var id = await TrafficAsync();
        await Runner.RunWaitingAsync(Cancel);
        var viewer = await _world.People.PersonAsync(ConsoleRole.Viewer);

        var detail = await Runs.GetAsync(viewer, _world.OrganizationId, id, Cancel);
        var flip = Assert.Single((await Runs.ListFlipsAsync(viewer, _world.OrganizationId, id, new(), null, 10, Cancel)).Items);
        var one = await Runs.GetFlipAsync(viewer, _world.OrganizationId, id, 1, Cancel);

        Assert.Equal((false, false, 0, null), (detail.Run.SeesCosts, detail.SeesTexts, detail.Run.Totals.Before.CostPicoUsd, detail.Run.Totals.PaidPicoUsd));
        Assert.Equal((1, 0), (detail.Run.Totals.After.Open, detail.Run.Totals.After.OpenPicoUsd));
        Assert.Equal((null, null, null), (flip.Text, flip.CostBeforePicoUsd, flip.CostAfterPicoUsd));
        Assert.Equal((null, null, null), (one.Question, one.Before, one.After));
        Assert.DoesNotContain("Analyze", await ExportAsync(viewer, id), StringComparison.Ordinal);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.DeleteAsync(viewer, _world.OrganizationId, id, Cancel));
    }

    [Fact]
    public async Task ExportAsync_Flips_AreCsvThatASpreadsheetDoesNotRun()
    {
        var id = await UploadAsync($"id,prompt\n=1+1,\"{LabWorld.Outage}, \"\"now\"\"\"\n");
        await Runner.RunWaitingAsync(Cancel);

        var csv = await ExportAsync(_admin, id);

        Assert.StartsWith("number,id,flip,complexity_before", csv, StringComparison.Ordinal);
        Assert.Matches("\n1,\"?'=1\\+1\"?,to_smaller,complex,", csv);
        Assert.Contains($"\"{LabWorld.Outage}, \"\"now\"\"\"", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenameAsync_Name_IsTrimmedAndAudited()
    {
        var id = await UploadAsync(Csv);
        await Runs.RenameAsync(_admin, _world.OrganizationId, id, "  Dial at cost ", Cancel);

        Assert.Equal("Dial at cost", (await GetAsync(id)).Run.Name);
        Assert.Contains((await RowsAsync<AuditEntry>()), entry => entry.Action == "lab.run_renamed");
        await Assert.ThrowsAsync<InvalidInputException>(() => Runs.RenameAsync(_admin, _world.OrganizationId, id, " ", Cancel));
    }

    [Fact]
    public async Task Retention_TextsOfAFile_GoWhenTheirTimeIsOver()
    {
        var id = await UploadAsync(Csv);
        await Runner.RunWaitingAsync(Cancel);
        var retention = new DataRetention(_world.Database, _world.Get<IAccessControl>(), _world.Get<AuditLog>(), TimeProvider.System);
        await retention.RunAsync(new Actor.Installation("test"), Cancel);
        Assert.All((await FlipsAsync(id)).Items, flip => Assert.NotNull(flip.Text));

        await using (var db = _world.Database.OpenTenant(_world.OrganizationId))
        {
            // The organization keeps nothing any more.
            var organization = await db.Set<Organization>().SingleAsync(Cancel);
            organization.Features = organization.Features with { DataRetentionDays = 0 };
            await db.SaveChangesAsync(Cancel);
        }

        await retention.RunAsync(new Actor.Installation("test"), Cancel);
        Assert.All(await RowsAsync<LabFlip>(), flip => Assert.Equal((null, null), (flip.Prompt, flip.ExpiresUtc)));
        Assert.All((await FlipsAsync(id)).Items, flip => Assert.Null(flip.Text));
    }

    [Fact]
    public async Task Retention_OfNothing_KeepsNoTextAtAll()
    {
        await using (var db = _world.Database.OpenTenant(_world.OrganizationId))
        {
            var organization = await db.Set<Organization>().SingleAsync(Cancel);
            organization.Features = organization.Features with { DataRetentionDays = 0 };
            await db.SaveChangesAsync(Cancel);
        }

        var id = await UploadAsync(Csv);
        await Runner.RunWaitingAsync(Cancel);

        Assert.Equal(2, (await GetAsync(id)).Run.Totals.Flips);
        Assert.All(await RowsAsync<LabFlip>(), flip => Assert.Null(flip.Prompt));
    }

    [Fact]
    public async Task StartUploadAsync_AHundredThousandLines_AreAllReplayed()
    {
        var id = await UploadAsync("prompt\n" + string.Concat(Enumerable.Repeat($"{LabWorld.Status}\n", 99_999)) + LabWorld.Outage);
        await Runner.RunWaitingAsync(Cancel);

        var detail = await GetAsync(id);
        Assert.Equal((LabRunStatus.Done, 100_000, 100_000, 1), (detail.Run.Status, detail.Run.Done, detail.Run.Totals.Questions, detail.Run.Totals.Flips));
    }

    private Task<LabRunId> UploadAsync(string text) =>
        Starts.StartUploadAsync(_admin, _world.OrganizationId, AtCost, "questions.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel);

    private Task<LabRunId> TrafficAsync()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return Starts.StartTrafficAsync(_admin, _world.OrganizationId, AtCost, today.AddDays(-7), today.AddDays(1), Cancel);
    }

    private Task<LabRunDetail> GetAsync(LabRunId id) => Runs.GetAsync(_admin, _world.OrganizationId, id, Cancel);

    private async Task<(LabRunStatus Status, long Expected, long Done)> StandingAsync(LabRunId id)
    {
        var run = (await GetAsync(id)).Run;
        return (run.Status, run.Expected, run.Done);
    }

    private Task<FlipPage> FlipsAsync(LabRunId id, FlipFilter? filter = null, FlipCursor? cursor = null, int size = 50) =>
        Runs.ListFlipsAsync(_admin, _world.OrganizationId, id, filter ?? new(), cursor, size, Cancel);

    private async Task<string> ExportAsync(Actor actor, LabRunId id)
    {
        using var stream = new MemoryStream();
        await Runs.ExportAsync(actor, _world.OrganizationId, id, new(), stream, Cancel);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
    }

    private Task<List<T>> RowsAsync<T>()
        where T : class => _world.People.RowsAsync<T>();

    private async Task<int> CountFlipsAsync()
    {
        await using var db = _world.Database.OpenTenant(_world.OrganizationId);
        return await db.Set<LabFlip>().CountAsync(Cancel);
    }

    private async Task AskedAsync(Action<List<object>> add)
    {
        var rows = new List<object>();
        add(rows);
        await _world.SaveAsync(rows);
    }

    private async Task DeleteTextsAsync()
    {
        await using var db = _world.Database.OpenTenant(_world.OrganizationId);
        await db.Set<UsageDetail>().ExecuteDeleteAsync(Cancel);
    }
}
