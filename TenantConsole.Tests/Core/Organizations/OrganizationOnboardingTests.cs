using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class OrganizationOnboardingSqliteTests() : OrganizationOnboardingTests(DatabaseEngine.Sqlite);

public sealed class OrganizationOnboardingPostgresTests() : OrganizationOnboardingTests(DatabaseEngine.PostgreSql);

public abstract class OrganizationOnboardingTests(DatabaseEngine engine) : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await OrganizationsWorld.CreateAsync(engine);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task CreateAsync_Finance_StartsWithItsPreset()
    {
        var organization = await _world.AddAsync(change: wanted => wanted with { Industry = Industry.Finance });

        Assert.Equivalent(IndustryPreset.Of(Industry.Finance).Apply(OrganizationSettings.Defaults), OrganizationSettings.Of(organization), strict: true);
    }

    [Fact]
    public async Task CreateAsync_WithoutPreset_StartsWithTheDefaults()
    {
        var organization = await _world.AddAsync(change: wanted => wanted with { Industry = Industry.Finance, WithoutPreset = true });

        Assert.Equivalent(OrganizationSettings.Defaults, OrganizationSettings.Of(organization), strict: true);
    }

    [Fact]
    public async Task CreateAsync_Organization_HasTheDefaultJobRoles()
    {
        var organization = await _world.AddAsync();

        var roles = await _world.Get<JobRoleService>().ListAsync(OrganizationsWorld.Installation, organization.Id, Cancel);

        Assert.Equal(["chief_executive", "operator", "senior_manager"], roles.Select(role => role.Key));
    }

    [Fact]
    public async Task CreateAsync_AdminWithAccount_IsOwnerAtOnce()
    {
        var person = await _world.AddPersonAsync();
        var organization = await _world.AddAsync(change: wanted => wanted with { AdminEmail = "Person1@Example.com" });

        await using var db = _world.Database.OpenTenant(organization.Id);
        var member = await db.Set<Member>().SingleAsync(Cancel);
        Assert.Equal((person.UserId, ConsoleRole.Owner), (member.UserId, member.Role));
    }

    [Fact]
    public async Task CreateAsync_AdminWithoutAccount_IsInvited()
    {
        var created = await _world.Onboarding.CreateAsync(OrganizationsWorld.Installation, _world.Wanted(), Cancel);

        Assert.Equal("owner@example.com", (await _world.Get<InvitationService>().FindAsync(created.Owner.Secret!, Cancel))!.Email);
    }

    [Fact]
    public async Task CreateAsync_Organization_BeginsItsAuditChain()
    {
        var organization = await _world.AddAsync();

        Assert.Equal([(1L, "organization.created")], (await _world.AuditOfAsync(organization.Id)).Select(entry => (entry.Seq, entry.Action)));
    }

    [Fact]
    public async Task CreateAsync_SeveralFaults_NamesEveryFieldAtOnce()
    {
        await _world.AddAsync("taken");
        var wanted = _world.Wanted("taken", "") with { TimeZone = "Nowhere", AdminEmail = "" };

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => _world.Onboarding.CreateAsync(OrganizationsWorld.Installation, wanted, Cancel));

        Assert.Equal(["name", "timeZone", "adminEmail", "slug"], fault.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task CreateAsync_SameSlugAtOnce_CreatesOneAndTellsTheOthers()
    {
        var attempts = Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    await _world.Onboarding.CreateAsync(OrganizationsWorld.Installation, _world.Wanted("race"), Cancel);
                    return "created";
                }
                catch (InvalidInputException fault)
                {
                    return fault.Message;
                }
            },
            Cancel));

        var outcomes = await Task.WhenAll(attempts);

        Assert.Equal(["created", .. Enumerable.Repeat("The slug 'race' is taken; choose another.", 7)], outcomes.Order(StringComparer.Ordinal).Reverse().OrderByDescending(outcome => outcome == "created"));
    }

    [Fact]
    public async Task CreateAsync_PersonWhoRunsNothing_IsRefused()
    {
        var person = await _world.AddPersonAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Onboarding.CreateAsync(person, _world.Wanted(), Cancel));
    }

    [Fact]
    public async Task CreateAsync_PlatformAdministrator_May()
    {
        var administrator = await _world.AddPersonAsync(platformAdmin: true);

        Assert.Equal("contoso", (await _world.Onboarding.CreateAsync(administrator, _world.Wanted(), Cancel)).Organization.Slug);
    }
}
