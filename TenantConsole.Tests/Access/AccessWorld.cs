using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;

namespace TenantConsole.Tests.Access;

/// <summary>
/// All services of the program over a database with rows of every kind in three organizations, and one person for each way of having, or not having, something to say in them.
/// Rows come from the model and services from the program's own registrations, so what is added to either is here without being named.
/// </summary>
public sealed class AccessWorld : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tenantconsole-access-").FullName;
    private IsolationWorld _rows = null!;
    private IHost _host = null!;

    public static readonly Actor Installation = new Actor.Installation("test");

    public IServiceProvider Services => _host.Services;

    /// <summary>Everything that the program registers, for a host of pages.</summary>
    public IServiceCollection Registrations { get; private set; } = null!;

    /// <summary>The organization in question: active.</summary>
    public Organization Theirs { get; private set; } = null!;

    /// <summary>Another one, active, whose owner is the stranger.</summary>
    public Organization Others { get; private set; } = null!;

    /// <summary>A third, suspended.</summary>
    public Organization Suspended { get; private set; } = null!;

    /// <summary>An id that no organization has.</summary>
    public OrganizationId Nobody => _rows.Nobody;

    public Actor.Person Owner { get; private set; } = null!;

    public Actor.Person Viewer { get; private set; } = null!;

    public Actor.Person SuspendedOwner { get; private set; } = null!;

    /// <summary>Who has no business in <see cref="Theirs"/>, each under a name.</summary>
    public IReadOnlyDictionary<string, Actor.Person> Outsiders { get; private set; } = new Dictionary<string, Actor.Person>(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rows = await IsolationWorld.CreateAsync(DatabaseEngine.Sqlite);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:TenantConsole"] = _rows.Test.Options.ConnectionString,
            ["Storage:Path"] = _folder,
        });
        builder.Services.AddSingleton(TimeProvider.System);
        Program.AddFeatures(builder.Services, ConsoleSettings.Read(builder.Configuration, isDevelopment: false));
        Registrations = builder.Services;
        _host = builder.Build();
        (Theirs, Others, Suspended) = (
            await OpenAsync(_rows.First, "theirs", OrganizationStatus.Active),
            await OpenAsync(_rows.Second, "others", OrganizationStatus.Active),
            await OpenAsync(_rows.Bystander, "suspended", OrganizationStatus.Suspended));
        (Owner, Viewer, SuspendedOwner) = (await AddAsync(Theirs, ConsoleRole.Owner), await AddAsync(Theirs, ConsoleRole.Viewer), await AddAsync(Suspended, ConsoleRole.Owner));
        var removed = await AddAsync(Theirs, ConsoleRole.Owner);
        await RemoveAsync(removed);
        Outsiders = new Dictionary<string, Actor.Person>(StringComparer.Ordinal)
        {
            ["nobody at all"] = new(UserId.From(new Guid("01990000-0000-7000-a000-00000000ffff"))),
            ["the owner of another organization"] = await AddAsync(Others, ConsoleRole.Owner),
            ["a member who was removed"] = removed,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        await _rows.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The id of a row that an organization has; null where no entity has ids of this type.</summary>
    public object? IdOf(Type idType, OrganizationId owner)
    {
        foreach (var entity in _rows.Entities)
        {
            if (entity.FindPrimaryKey()!.Properties is [_, var id] && id.ClrType == idType && _rows.Rows(entity.ClrType, owner) is [var row, ..])
            {
                return RowFactory.Get(row, id);
            }
        }

        return null;
    }

    /// <summary>The number of something that an organization numbers; 1 where there is none.</summary>
    public int NumberIn(OrganizationId owner) => _rows.Entities
        .Where(entity => entity.FindProperty("Number")?.ClrType == typeof(int))
        .SelectMany(entity => _rows.Rows(entity.ClrType, owner).Select(row => (int)RowFactory.Get(row, entity.FindProperty("Number")!)!))
        .FirstOrDefault(1);

    private async Task<Organization> OpenAsync(OrganizationId id, string slug, OrganizationStatus status)
    {
        await using var db = _rows.Test.Database.OpenSystem();
        var organization = await db.Set<Organization>().SingleAsync(candidate => candidate.Id == id, Cancel);
        (organization.Slug, organization.Name, organization.Status, organization.TimeZone) = (slug, $"The {slug} company", status, "Europe/Berlin");
        organization.Features = new() { AuditLog = true, AdvancedAnalytics = true, ApiAccess = true, CustomModels = true, Sso = true };
        organization.Branding = new();
        await db.SaveChangesAsync(Cancel);
        return organization;
    }

    private async Task<Actor.Person> AddAsync(Organization organization, ConsoleRole role)
    {
        await using var db = _rows.Test.Database.OpenSystem();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var user = new ConsoleUser { Id = TypedId.New<UserId>(TimeProvider.System), CreatedUtc = now };
        (user.UserName, user.Email) = ($"{user.Id}@example.com", $"{user.Id}@example.com");
        (user.NormalizedUserName, user.NormalizedEmail) = (user.UserName.ToUpperInvariant(), user.Email.ToUpperInvariant());
        db.Add(user);
        db.Add(new Member { OrganizationId = organization.Id, Id = TypedId.New<MemberId>(TimeProvider.System), UserId = user.Id, Role = role, JoinedUtc = now });
        await db.SaveChangesAsync(Cancel);
        return new(user.Id);
    }

    private async Task RemoveAsync(Actor.Person person)
    {
        await using var db = _rows.Test.Database.OpenSystem();
        await db.Set<Member>().Where(member => member.UserId == person.UserId).ExecuteDeleteAsync(Cancel);
    }
}
