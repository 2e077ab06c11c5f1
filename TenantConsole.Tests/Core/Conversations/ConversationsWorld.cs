using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Completions;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Conversations;

/// <summary>Conversations on a database of their own and against a provider of their own, in one organization with as many people as a test wants.</summary>
internal sealed class ConversationsWorld : IAsyncDisposable
{
    public const string Question = "What is the status of ticket #123?";

    private readonly CompletionsWorld _world;
    private int _people;

    private ConversationsWorld(CompletionsWorld world, OrganizationId organizationId, Actor.Person @operator) => (_world, OrganizationId, Operator) = (world, organizationId, @operator);

    public OrganizationId OrganizationId { get; }

    /// <summary>Somebody who may ask and no more.</summary>
    public Actor.Person Operator { get; private set; }

    /// <summary>An agent of the organization that uses the router.</summary>
    public AgentId AgentId { get; private set; }

    public FakeOpenAiServer Provider => _world.Provider;

    public ConsoleDatabase Database => _world.Database;

    public ConversationService Conversations => _world.Get<ConversationService>();

    public ConversationReader Reader => _world.Get<ConversationReader>();

    public ConversationDirectory Directory => _world.Get<ConversationDirectory>();

    public AnswerFeedbackService Feedback => _world.Get<AnswerFeedbackService>();

    public T Get<T>()
        where T : notnull => _world.Get<T>();

    public async Task<string> SlugAsync() => Assert.Single(await RowsAsync<Organization>()).Slug;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ConversationsWorld> CreateAsync(DatabaseEngine engine, Action<Organization>? change = null)
    {
        var world = await CompletionsWorld.CreateAsync(engine);
        var created = new ConversationsWorld(world, await world.OrganizationAsync(change), new(default));
        created.Operator = await created.PersonAsync(ConsoleRole.Operator);
        created.AgentId = await created.AgentAsync();
        return created;
    }

    public Task<OrganizationId> OtherOrganizationAsync() => _world.OrganizationAsync();

    /// <summary>A member of the organization; without a role a stranger.</summary>
    public async Task<Actor.Person> PersonAsync(ConsoleRole? role, OrganizationId? organizationId = null)
    {
        var user = new ConsoleUser
        {
            Id = TypedId.New<UserId>(TimeProvider.System),
            DisplayName = $"Person {++_people}",
            Email = $"person{_people}@example.com",
            CreatedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        (user.NormalizedEmail, user.NormalizedUserName) = (user.Email.ToUpperInvariant(), user.Email.ToUpperInvariant());
        await using var db = Database.OpenSystem();
        db.Add(user);
        if (role is { } given)
        {
            db.Add(new Member
            {
                OrganizationId = organizationId ?? OrganizationId,
                Id = TypedId.New<MemberId>(TimeProvider.System),
                UserId = user.Id,
                Role = given,
                JoinedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            });
        }

        await db.SaveChangesAsync(Cancel);
        return new(user.Id);
    }

    public async Task<AgentId> AgentAsync(Action<Agent>? change = null, OrganizationId? organizationId = null)
    {
        var agent = new Agent
        {
            OrganizationId = organizationId ?? OrganizationId,
            Id = TypedId.New<AgentId>(TimeProvider.System),
            Name = "Nora",
            Type = AgentType.ServiceDesk,
            CreatedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        change?.Invoke(agent);
        await using var db = Database.OpenTenant(agent.OrganizationId);
        db.Add(agent);
        await db.SaveChangesAsync(Cancel);
        return agent.Id;
    }

    public Task<ConversationId> StartAsync(Actor? actor = null, ConversationSource source = ConversationSource.Playground, string? title = null) =>
        Conversations.StartAsync(actor ?? Operator, new(OrganizationId, source, source == ConversationSource.Playground ? null : AgentId, Title: title), Cancel);

    public NewQuestion NewQuestion(ConversationId conversation, string text = Question) => new(OrganizationId, conversation, $"req_{Guid.CreateVersion7():N}", text);

    public async Task<List<ConversationEvent>> AskAsync(ConversationId conversation, string text = Question, Actor? actor = null, string? answer = null, int? insteadOf = null)
    {
        if (answer is not null)
        {
            Provider.Script(UpstreamReplies.Answer(answer));
        }

        var events = new List<ConversationEvent>();
        await foreach (var change in Conversations.AskAsync(actor ?? Operator, NewQuestion(conversation, text) with { InsteadOfTurn = insteadOf }, Cancel))
        {
            events.Add(change);
        }

        return events;
    }

    /// <summary>Asks the columns side by side.</summary>
    /// <returns>The comparison, and the calls of its columns from the left.</returns>
    public async Task<(ComparisonId Id, IReadOnlyList<UsageRecordId> Calls)> CompareAsync(params ComparisonColumn[] columns)
    {
        var id = default(ComparisonId);
        await foreach (var change in Get<ComparisonService>().AskAsync(Operator, new(OrganizationId, Question, null, columns), Cancel))
        {
            id = change is ComparisonEvent.Asked asked ? asked.Id : id;
        }

        var answers = (await RowsAsync<ComparisonAnswer>()).Where(answer => answer.ComparisonId == id).OrderBy(answer => answer.Ordinal);
        return (id, [.. answers.Select(answer => answer.UsageRecordId!.Value)]);
    }

    public static T Ending<T>(List<ConversationEvent> events)
        where T : CompletionEvent => Assert.IsType<T>(Assert.IsType<ConversationEvent.Progress>(events[^1]).Change);

    public async Task<IReadOnlyList<ConversationTurn>> TurnsAsync(ConversationId conversation, Actor? actor = null) =>
        (await Reader.ListTurnsAsync(actor ?? Operator, OrganizationId, conversation, null, 100, Cancel)).Turns;

    public Task<List<T>> RowsAsync<T>()
        where T : class => _world.RowsAsync<T>(OrganizationId);

    /// <summary>The texts that the provider was sent last.</summary>
    public IReadOnlyList<string> LastSent() =>
        [.. JsonElement.Parse(Provider.Requests[^1].Body).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()!)];

    /// <summary>Lets the texts written so far expire, as if their time were over.</summary>
    public async Task ExpireAsync()
    {
        var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
        await using var db = Database.OpenTenant(OrganizationId);
        await db.Set<ConversationMessage>().ExecuteUpdateAsync(set => set.SetProperty(message => message.ExpiresUtc, past), Cancel);
        await db.Set<Conversation>().Where(row => row.TitleExpiresUtc != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.TitleExpiresUtc, past), Cancel);
        await db.Set<UsageDetail>().ExecuteUpdateAsync(set => set.SetProperty(detail => detail.ExpiresUtc, past), Cancel);
    }

    public async Task SetStatusAsync(OrganizationStatus status)
    {
        await using var db = Database.OpenTenant(OrganizationId);
        await db.Set<Organization>().ExecuteUpdateAsync(set => set.SetProperty(organization => organization.Status, status), Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
