using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

/// <summary>The services of members on a database of their own, with a clock that stands and password hashes that cost nothing.</summary>
internal sealed class MembersWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";
    public static readonly Actor Installation = new Actor.Installation("test");

    private readonly EngineDatabase _database;
    private readonly ServiceProvider _services;
    private int _made;

    private MembersWorld(EngineDatabase database)
    {
        _database = database;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(database.Database)
            .AddAudit()
            .AddMembers()
            .Configure<PasswordHasherOptions>(options => options.IterationCount = 1)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public IAccessControl Access => Get<IAccessControl>();

    public AccountService Accounts => Get<AccountService>();

    public FirstAdministrator FirstAdministrator => Get<FirstAdministrator>();

    public InvitationService Invitations => Get<InvitationService>();

    public MemberService Members => Get<MemberService>();

    public SentInvitations Sent => Get<SentInvitations>();

    public MembershipService Memberships => Get<MembershipService>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<MembersWorld> CreateAsync(DatabaseEngine engine) => new(await EngineDatabase.CreateAsync(engine));

    public ConsoleDbContext OpenSystem() => _database.Database.OpenSystem();

    public async Task<OrganizationId> AddOrganizationAsync(string slug = "contoso", string? name = null, OrganizationStatus status = OrganizationStatus.Active)
    {
        await using var db = OpenSystem();
        var organization = new Organization
        {
            Id = TypedId.New<OrganizationId>(Time),
            Slug = slug,
            Name = name ?? slug,
            Status = status,
            Industry = Industry.General,
            Size = OrganizationSize.Small,
            Tier = Tier.Basic,
            TimeZone = "UTC",
            AdminContactName = "",
            AdminContactEmail = "owner@example.com",
            CreatedUtc = Time.GetUtcNow().UtcDateTime,
        };
        db.Add(organization);
        await db.SaveChangesAsync(Cancel);
        return organization.Id;
    }

    public async Task<Actor.Person> AddPersonAsync(string? email = null, bool platformAdmin = false) =>
        new(await Accounts.CreateAsync(Installation, new NewAccount(email ?? $"person{++_made}@example.com", Password) { IsPlatformAdmin = platformAdmin }, Cancel));

    public async Task<Actor.Person> AddMemberAsync(OrganizationId organizationId, ConsoleRole role, string? email = null)
    {
        var person = await AddPersonAsync(email);
        await AddMemberAsync(organizationId, person, role);
        return person;
    }

    /// <summary>Makes somebody who is there a member.</summary>
    public async Task AddMemberAsync(OrganizationId organizationId, Actor.Person person, ConsoleRole role)
    {
        await using var db = OpenSystem();
        db.Add(new Member
        {
            OrganizationId = organizationId,
            Id = TypedId.New<MemberId>(Time),
            UserId = person.UserId,
            Role = role,
            JoinedUtc = Time.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(Cancel);
    }

    public async Task<MemberId> MemberIdAsync(OrganizationId organizationId, Actor.Person person)
    {
        await using var db = OpenSystem();
        return (await db.Set<Member>().SingleAsync(member => member.OrganizationId == organizationId && member.UserId == person.UserId, Cancel)).Id;
    }

    /// <summary>Invites somebody who has no account and returns the link's secret.</summary>
    public async Task<string> InviteAsync(OrganizationId organizationId, string email = "new@example.com")
    {
        await using var db = OpenSystem();
        var invitation = await Memberships.MakeOwnerAsync(db, organizationId, email, Cancel);
        await db.SaveChangesAsync(Cancel);
        return invitation.Secret!;
    }

    public async Task<ConsoleRole?> RoleAsync(OrganizationId organizationId, UserId userId)
    {
        await using var db = OpenSystem();
        return (await db.Set<Member>().SingleOrDefaultAsync(member => member.OrganizationId == organizationId && member.UserId == userId, Cancel))?.Role;
    }

    public async Task<IReadOnlyList<ConsoleUser>> UsersAsync()
    {
        await using var db = OpenSystem();
        return await db.Set<ConsoleUser>().AsNoTracking().OrderBy(user => user.Id).ToListAsync(Cancel);
    }

    public async Task<bool> HasPasswordAsync(string email, string password)
    {
        await using var scope = _services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        return await users.FindByEmailAsync(email) is { } user && await users.CheckPasswordAsync(user, password);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
