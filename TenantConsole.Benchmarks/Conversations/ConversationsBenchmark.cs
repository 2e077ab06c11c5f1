using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Benchmarks.Conversations;

/// <summary>
/// <c>conversations [--engine sqlite|postgres] [--count 50000] [--runs 21]</c>: one organization with so many conversations, nine in ten of them other people's in the playground, and 500 agents; then the median
/// and the slowest time of the list, its pages, filters and searches, for its owner and for somebody who may see a tenth of them.
/// </summary>
internal static class ConversationsBenchmark
{
    private const int Chunk = 5_000;
    private const int TurnsOfTheLongest = 1_000;
    private const int Agents = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(args, "--engine", "--count", "--runs");
        foreach (var engine in arguments.Engines())
        {
            await using var store = await BenchmarkStore.CreateAsync(engine, connection: null);
            await using var services = new ServiceCollection()
                .AddSingleton(TimeProvider.System)
                .AddSingleton(store.Database)
                .AddMembers()
                .AddSingleton<ConversationDirectory>()
                .AddSingleton<ConversationReader>()
                .AddSingleton<AgentDirectory>()
                .AddLogging()
                .BuildServiceProvider();
            Console.WriteLine($"\n{engine}, {arguments.Int("--count", 50_000):N0} conversations in one organization\n\n| query | median ms | slowest ms |\n|---|---:|---:|");
            var queries = await QueriesAsync(store.Database, services, arguments.Int("--count", 50_000));
            await store.TakeStatisticsAsync();
            foreach (var (name, run) in queries)
            {
                await MeasureAsync(name, run, arguments.Int("--runs", 21));
            }
        }

        return 0;
    }

    private static async Task<List<(string Name, Func<Task> Run)>> QueriesAsync(ConsoleDatabase database, ServiceProvider services, int count)
    {
        var (organization, owner, @operator, agent) = await PeopleAsync(database);
        var longest = await FillAsync(database, organization, owner, @operator, agent, count);
        var (directory, reader) = (services.GetRequiredService<ConversationDirectory>(), services.GetRequiredService<ConversationReader>());
        var agents = services.GetRequiredService<AgentDirectory>();
        var middle = new ConversationCursor(Moment(count / 2), 1);
        return
        [
            ("first page, owner", () => ListAsync(owner, ConversationFilter.None)),
            ("first page, operator", () => ListAsync(@operator, ConversationFilter.None)),
            ("page in the middle, owner", () => ListAsync(owner, ConversationFilter.None, middle)),
            ("page in the middle, operator", () => ListAsync(@operator, ConversationFilter.None, middle)),
            ("search, many hits", () => ListAsync(owner, new("printer"))),
            ("search, one hit at the end", () => ListAsync(owner, new("needle"))),
            ("search, no hit", () => ListAsync(owner, new("there is none"))),
            ("search, no hit, operator", () => ListAsync(@operator, new("there is none"))),
            ("with agents only", () => ListAsync(owner, new(Source: ConversationSource.Agent))),
            ("about tickets only: there are none", () => ListAsync(owner, new(Source: ConversationSource.Ticket))),
            ("of one agent", () => ListAsync(owner, new(AgentId: agent))),
            ("of one person", () => ListAsync(owner, new(Person: @operator.UserId))),
            ("of one person, searched, no hit", () => ListAsync(owner, new("there is none", Person: owner.UserId))),
            ("500 agents: first page", () => AgentsAsync(new(0, 25))),
            ("500 agents: last page, by type", () => AgentsAsync(new(19, 25, Sort: AgentDirectory.Sorts.Type))),
            ("500 agents: searched", () => AgentsAsync(new(0, 25, "nt 49"))),
            ("500 agents: chart", () => agents.ChartAsync(owner, organization, CancellationToken.None)),
            ("the last 30 of 1,000 turns", () => reader.ListTurnsAsync(owner, organization, longest, null, 30, CancellationToken.None)),
        ];

        Task AgentsAsync(PageRequest request) => agents.ListAsync(owner, organization, request, AgentFilter.None, CancellationToken.None);

        Task ListAsync(Actor actor, ConversationFilter filter, ConversationCursor? after = null) => directory.ListAsync(actor, organization, filter, after, 25, CancellationToken.None);
    }

    private static async Task MeasureAsync(string name, Func<Task> run, int runs)
    {
        await run();
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[times.Count / 2]:0.0} | {times[^1]:0.0} |"));
    }

    private static DateTime Moment(int number) => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number);

    private static async Task<(OrganizationId Organization, Actor.Person Owner, Actor.Person Operator, AgentId Agent)> PeopleAsync(ConsoleDatabase database)
    {
        var organization = new Organization
        {
            Id = TypedId.New<OrganizationId>(TimeProvider.System),
            Slug = "large",
            Name = "Large",
            Industry = Industry.General,
            Size = OrganizationSize.Enterprise,
            Tier = Tier.Enterprise,
            TimeZone = "Europe/Berlin",
            AdminContactName = "",
            AdminContactEmail = "",
            CreatedUtc = Moment(0),
        };
        await using var db = database.OpenSystem();
        db.Add(organization);
        var people = new[] { ConsoleRole.Owner, ConsoleRole.Operator }.Select(role =>
        {
            var address = $"{role}@example.com";
            var user = new ConsoleUser
            {
                Id = TypedId.New<UserId>(TimeProvider.System),
                Email = address,
                NormalizedEmail = address.ToUpperInvariant(),
                NormalizedUserName = address.ToUpperInvariant(),
                CreatedUtc = Moment(0),
            };
            db.Add(user);
            db.Add(new Member { OrganizationId = organization.Id, Id = TypedId.New<MemberId>(TimeProvider.System), UserId = user.Id, Role = role, JoinedUtc = Moment(0) });
            return new Actor.Person(user.Id);
        }).ToList();
        var agent = new Agent { OrganizationId = organization.Id, Id = TypedId.New<AgentId>(TimeProvider.System), Name = "Nora", Type = AgentType.ServiceDesk, CreatedUtc = Moment(0) };
        db.Add(agent);
        db.AddRange(Enumerable.Range(2, Agents - 1).Select(number => new Agent
        {
            OrganizationId = organization.Id,
            Id = TypedId.New<AgentId>(TimeProvider.System),
            Name = string.Create(CultureInfo.InvariantCulture, $"Agent {number}"),
            Type = (AgentType)(number % 5),
            CreatedUtc = Moment(number),
        }));
        await db.SaveChangesAsync();
        return (organization.Id, people[0], people[1], agent.Id);
    }

    /// <summary>Returns the conversation with the most turns.</summary>
    private static async Task<ConversationId> FillAsync(ConsoleDatabase database, OrganizationId organization, Actor.Person owner, Actor.Person @operator, AgentId agent, int count)
    {
        var longest = default(ConversationId);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(Chunk))
        {
            await using var db = database.OpenTenant(organization);
            foreach (var number in chunk)
            {
                var withAgent = number % 20 == 0;
                var conversation = new Conversation
                {
                    OrganizationId = organization,
                    Id = TypedId.New<ConversationId>(TimeProvider.System),
                    Source = withAgent ? ConversationSource.Agent : ConversationSource.Playground,
                    AgentId = withAgent ? agent : null,
                    CreatedBy = number % 20 == 1 ? @operator.UserId : owner.UserId,
                    Title = number == 0 ? "The needle in the haystack" : $"Why does the {(number % 3 == 0 ? "printer" : "scanner")} on floor {number} show error {number * 7919 % 10_007}?",
                    CreatedUtc = Moment(number),
                    LastMessageUtc = Moment(number),
                    MessageCount = 4,
                };
                longest = conversation.Id;
                db.Add(conversation);
            }

            await db.SaveChangesAsync();
        }

        await using var last = database.OpenTenant(organization);
        last.AddRange(Enumerable.Range(1, TurnsOfTheLongest).SelectMany(turn => new[] { MessageRole.Question, MessageRole.Answer }.Select(role => new ConversationMessage
        {
            OrganizationId = organization,
            Id = TypedId.New<MessageId>(TimeProvider.System),
            ConversationId = longest,
            Turn = turn,
            Role = role,
            Text = string.Concat(Enumerable.Repeat("A sentence of a question or of its answer. ", 20)),
            ExpiresUtc = Moment(0).AddYears(20),
            WrittenUtc = Moment(turn),
            RequestId = $"req_{turn}",
            State = role == MessageRole.Question ? QuestionState.Answered : null,
        })));
        await last.SaveChangesAsync();
        return longest;
    }
}
