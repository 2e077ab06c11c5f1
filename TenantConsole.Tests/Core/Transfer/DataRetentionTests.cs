using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Transfer;

public sealed class DataRetentionTests
{
    private static readonly string[] UnderRetention =
    [
        "UsageDetail.Answer", "UsageDetail.Decision", "UsageDetail.Prompt", "UsageDetail.Verdict", "ConversationMessage.Text", "Comparison.Question", "ComparisonAnswer.Text", "LabFlip.Prompt",
        "ShadowComparison.Messages",
    ];

    /// <summary>The organization's own documents and tickets, its policies and what was counted; the chain and what is sent by webhook hold no questions.</summary>
    private static readonly string[] NotUnderRetention =
    [
        "DocumentText.Text", "Ticket.Description", "Ticket.SearchWords", "TicketComment.Text", "StoredPolicy.Policy", "LabRun.PolicyBefore", "LabRun.PolicyAfter", "LabRun.Totals",
        "QuotaReservation.Amounts", "AuditEntry.Payload", "WebhookOutboxMessage.Payload",
    ];

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunAsync_TextsPastTheirTime_AreDeletedAndTheOrganizationIsTold(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        var organization = await WithTextsAsync(world, days: 40, keptDays: 30);

        var run = await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel);

        var left = await TextsAsync(world, organization);
        Assert.All(left, text => Assert.True(text.OccurredUtc > world.Time.GetUtcNow().UtcDateTime.AddDays(-30)));
        Assert.InRange(left.Count, 1, 399);
        Assert.Equal(new RetentionRun(world.Time.GetUtcNow().UtcDateTime, 1, 400 - left.Count), run);
        Assert.Equal(run.Texts, await ToldAsync(world, organization));
        Assert.Equal(run.FinishedUtc, await world.Get<DataRetention>().LastRunAsync(SeededWorld.Installation, organization.Id, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunAsync_RetentionShortenedAfterTheCalls_CountsFromTheCalls(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        var organization = await WithTextsAsync(world, days: 40, keptDays: 90);
        Assert.Equal(0, (await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel)).Texts);

        var changes = OrganizationChanges.Of(organization);
        changes = changes with { Settings = changes.Settings with { Features = organization.Features with { DataRetentionDays = 10 } } };
        await world.Get<OrganizationService>().UpdateAsync(SeededWorld.Installation, organization.Id, changes, Cancel);
        await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel);

        var left = await TextsAsync(world, organization);
        Assert.NotEmpty(left);
        Assert.All(left, text => Assert.True(text.OccurredUtc > world.Time.GetUtcNow().UtcDateTime.AddDays(-10)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunAsync_Conversations_LoseTheTextsThatAreOverOrNoLongerKept(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync(); // Keeps 90 days.
        var now = world.Time.GetUtcNow().UtcDateTime;
        var conversation = new Conversation
        {
            OrganizationId = organization.Id,
            Id = TypedId.New<ConversationId>(world.Time),
            Source = default,
            Title = "What is the status of",
            TitleExpiresUtc = now.AddDays(-1),
            CreatedUtc = now.AddDays(-400),
            LastMessageUtc = now,
        };
        var (over, shortened, kept) = (Message(1, now.AddDays(-50), now.AddDays(-1)), Message(2, now.AddDays(-100), now.AddDays(200)), Message(3, now.AddDays(-50), now.AddDays(40)));
        await world.AddAsync(organization.Id, conversation);
        await world.AddAsync(organization.Id, over, shortened, kept);

        Assert.Equal(3, (await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel)).Texts);

        await using var db = world.Database.OpenTenant(organization.Id);
        Assert.Equal([null, null, "a text"], await db.Set<ConversationMessage>().OrderBy(message => message.Turn).Select(message => message.Text).ToListAsync(Cancel));
        Assert.Equal(Conversation.Untitled, (await db.Set<Conversation>().SingleAsync(Cancel)).Title);
        Assert.Equal(3, await ToldAsync(world, organization));

        ConversationMessage Message(int turn, DateTime writtenUtc, DateTime expiresUtc) => new()
        {
            OrganizationId = organization.Id,
            Id = TypedId.New<MessageId>(world.Time),
            ConversationId = conversation.Id,
            Turn = turn,
            Role = default,
            Text = "a text",
            ExpiresUtc = expiresUtc,
            WrittenUtc = writtenUtc,
            RequestId = "req_1",
        };
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunAsync_QuestionsToCompareWhoseCallHasNoTextAnyMore_GoWithIt(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        var organization = await WithTextsAsync(world, days: 40, keptDays: 30);
        var calls = (await TextsAsync(world, organization)).OrderBy(call => call.OccurredUtc).ToList();
        var (waiting, running, kept) = (Comparison(calls[0], ShadowState.Waiting), Comparison(calls[1], ShadowState.Running), Comparison(calls[^1], ShadowState.Waiting));
        await world.AddAsync(organization.Id, waiting, running, kept);

        var run = await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel);

        await using var db = world.Database.OpenTenant(organization.Id);
        var left = await db.Set<ShadowComparison>().AsNoTracking().ToDictionaryAsync(comparison => comparison.Id, comparison => (comparison.State, comparison.Messages, comparison.Note), Cancel);
        Assert.Equal((ShadowState.NoOutcome, null, "The question or its answer is not kept any more."), left[waiting.Id]);
        Assert.Equal((ShadowState.Running, null, null), left[running.Id]);
        Assert.Equal((ShadowState.Waiting, "[]", null), left[kept.Id]);
        Assert.Equal(run.Texts, await ToldAsync(world, organization));
        Assert.Equal(2 + calls.Count - (await TextsAsync(world, organization)).Count, run.Texts);

        ShadowComparison Comparison(UsageRecord call, ShadowState state) => new()
        {
            OrganizationId = organization.Id,
            Id = TypedId.New<ShadowComparisonId>(world.Time),
            UsageRecordId = call.Id,
            State = state,
            DueUtc = call.OccurredUtc,
            Messages = "[]",
        };
    }

    /// <summary>Whoever adds a text to a table says here what takes it away.</summary>
    [Fact]
    public async Task Model_TextsOfAnyLength_AreUnderTheRetentionOrSayWhyNot()
    {
        await using var world = await SeededWorld.CreateAsync();
        await using var db = world.Database.OpenTenant((await world.AddOrganizationAsync()).Id);

        var texts = db.Model.GetEntityTypes().Where(type => typeof(ITenantOwned).IsAssignableFrom(type.ClrType))
            .SelectMany(type => type.GetProperties().Where(property => property.ClrType == typeof(string) && property.GetMaxLength() is null).Select(property => $"{type.ClrType.Name}.{property.Name}"));

        Assert.Equal([.. UnderRetention.Concat(NotUnderRetention).Order(StringComparer.Ordinal)], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RunAsync_MoreThanABatch_DeletesAllOfThem()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await WithTextsAsync(world, days: 10, keptDays: 30, calls: (2 * DataRetention.BatchTexts) + 1);
        world.Time.Advance(TimeSpan.FromDays(40));

        Assert.Equal((2 * DataRetention.BatchTexts) + 1, (await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel)).Texts);
        Assert.Empty(await TextsAsync(world, organization));
        Assert.Equal((2 * DataRetention.BatchTexts) + 1, await ToldAsync(world, organization));
    }

    [Fact]
    public async Task RunAsync_Again_FindsNothingAndTellsNobody()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await WithTextsAsync(world, days: 40, keptDays: 30);
        await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel);
        var told = await ToldAsync(world, organization);

        Assert.Equal(0, (await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel)).Texts);
        Assert.Equal(told, await ToldAsync(world, organization));
    }

    [Fact]
    public async Task RunAsync_LedgerAndChain_StayWhole()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await WithTextsAsync(world, days: 40, keptDays: 30);

        await world.Get<DataRetention>().RunAsync(SeededWorld.Installation, Cancel);

        Assert.IsType<LedgerCheckResult.Clean>(await world.Get<LedgerCheck>().AllAsync(SeededWorld.Installation, null, Cancel));
        Assert.IsType<AuditVerification.Whole>(await world.Get<AuditVerifier>().OrganizationAsync(SeededWorld.Installation, organization.Id, Cancel));
    }

    [Fact]
    public async Task RunAsync_Owner_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var owner = await world.AddMemberAsync((await world.AddOrganizationAsync()).Id, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<DataRetention>().RunAsync(owner, Cancel));
    }

    /// <summary>An organization whose calls have their texts, kept for so many days from each call on.</summary>
    private static async Task<Organization> WithTextsAsync(SeededWorld world, int days, int keptDays, int calls = 400)
    {
        await world.SeedAsync(organizations: 1, events: calls, days: days);
        var organization = Assert.Single(await world.OrganizationsAsync());
        await using var db = world.Database.OpenTenant(organization.Id);
        var records = await db.Set<UsageRecord>().AsNoTracking().ToListAsync(Cancel);
        db.AddRange(records.Select(record => new UsageDetail
        {
            OrganizationId = organization.Id,
            UsageRecordId = record.Id,
            Decision = "{}",
            Prompt = "a question",
            Answer = "an answer",
            ExpiresUtc = record.OccurredUtc.AddDays(keptDays),
        }));
        await db.SaveChangesAsync(Cancel);
        return organization;
    }

    private static async Task<List<UsageRecord>> TextsAsync(SeededWorld world, Organization organization)
    {
        await using var db = world.Database.OpenTenant(organization.Id);
        return await db.Set<UsageRecord>().AsNoTracking().Where(record => db.Set<UsageDetail>().Any(detail => detail.UsageRecordId == record.Id)).ToListAsync(Cancel);
    }

    private static async Task<long> ToldAsync(SeededWorld world, Organization organization)
    {
        await using var db = world.Database.OpenTenant(organization.Id);
        var told = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Action == "retention.deleted").ToListAsync(Cancel);
        return told.Sum(entry => JsonElement.Parse(entry.Payload).GetProperty("details").GetProperty("texts").GetInt64());
    }
}
