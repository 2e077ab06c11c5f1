using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class OrganizationServiceSqliteTests() : OrganizationServiceTests(DatabaseEngine.Sqlite);

public sealed class OrganizationServicePostgresTests() : OrganizationServiceTests(DatabaseEngine.PostgreSql);

public abstract class OrganizationServiceTests(DatabaseEngine engine) : IAsyncLifetime
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
    public async Task GetAsync_ForeignAndMissingSlug_AreTheSame()
    {
        await _world.AddAsync("theirs");
        var stranger = await _world.AddPersonAsync();

        var foreign = await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Organizations.GetAsync(stranger, "theirs", Cancel));
        var missing = await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Organizations.GetAsync(stranger, "nobodys", Cancel));
        Assert.Equal(foreign.Message, missing.Message);
    }

    [Fact]
    public async Task GetAsync_Member_SeesTheOrganization()
    {
        var organization = await _world.AddAsync();
        var viewer = await _world.AddMemberAsync(organization, ConsoleRole.Viewer);

        Assert.Equal("Contoso", (await _world.Organizations.GetAsync(viewer, "contoso", Cancel)).Name);
    }

    [Fact]
    public async Task UpdateAsync_SecondOfTwoEditors_IsToldAndOverwritesNothing()
    {
        var organization = await _world.AddAsync();
        var first = OrganizationChanges.Of(organization) with { Name = "First" };
        var second = OrganizationChanges.Of(organization) with { TimeZone = "Europe/Berlin" };
        await _world.Organizations.UpdateAsync(OrganizationsWorld.Installation, organization.Id, first, Cancel);

        await Assert.ThrowsAsync<EditConflictException>(() => _world.Organizations.UpdateAsync(OrganizationsWorld.Installation, organization.Id, second, Cancel));

        var kept = await _world.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Cancel);
        Assert.Equal(("First", "UTC"), (kept.Name, kept.TimeZone));
    }

    [Fact]
    public async Task UpdateAsync_TwoEditorsAtOnce_OneWins()
    {
        var organization = await _world.AddAsync();
        var edits = Enumerable.Range(0, 8).Select(number => Task.Run(
            async () =>
            {
                try
                {
                    await _world.Organizations.UpdateAsync(
                        OrganizationsWorld.Installation, organization.Id, OrganizationChanges.Of(organization) with { Name = $"Editor {number}" }, Cancel);
                    return true;
                }
                catch (EditConflictException)
                {
                    return false;
                }
            },
            Cancel));

        Assert.Single(await Task.WhenAll(edits), won => won);
    }

    [Fact]
    public async Task UpdateAsync_SeveralFaults_NamesEveryField()
    {
        var organization = await _world.AddAsync();
        var changes = OrganizationChanges.Of(organization) with
        {
            Name = " ",
            TimeZone = "Mars/Olympus",
            AdminContactEmail = "nobody",
            Settings = new() { Preferences = new() { PreferCost = true, PreferQuality = true, CascadeThreshold = double.NaN, MonthlyBudgetPicoUsd = 0 }, Features = new() { DataRetentionDays = 0 } },
        };

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => _world.Organizations.UpdateAsync(OrganizationsWorld.Installation, organization.Id, changes, Cancel));

        Assert.Equal(
            ["name", "timeZone", "adminContactEmail", "preferCost", "cascadeThreshold", "monthlyBudget", "dataRetentionDays"],
            fault.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task UpdateAsync_NothingDifferent_WritesNothing()
    {
        var organization = await _world.AddAsync();

        await _world.Organizations.UpdateAsync(OrganizationsWorld.Installation, organization.Id, OrganizationChanges.Of(organization), Cancel);

        Assert.Single(await _world.AuditOfAsync(organization.Id));
    }

    [Fact]
    public async Task UpdateAsync_SmallestChangeOfThreshold_IsAChange()
    {
        var organization = await _world.AddAsync();
        var settings = OrganizationSettings.Of(organization);
        var changes = OrganizationChanges.Of(organization) with { Settings = settings with { Preferences = settings.Preferences with { CascadeThreshold = 0.6001 } } };

        await _world.Organizations.UpdateAsync(OrganizationsWorld.Installation, organization.Id, changes, Cancel);

        Assert.Equal(0.6001, (await _world.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Cancel)).Preferences.CascadeThreshold);
    }

    [Fact]
    public async Task UpdateAsync_EverySetting_ComesBackAsSaved()
    {
        var organization = await _world.AddAsync();
        var changes = new OrganizationChanges(organization.Version)
        {
            Name = "Ünïted",
            Industry = Industry.Retail,
            Size = OrganizationSize.Large,
            TimeZone = "Asia/Kolkata",
            AdminContactName = "Ann",
            AdminContactEmail = "ann@example.com",
            Settings = new()
            {
                Preferences = new() { PreferCost = true, MonthlyBudgetPicoUsd = PicoUsd.FromUsd(12.5m), BudgetMode = BudgetMode.Soft, CascadeThreshold = 0.65 },
                Features = new() { AuditLog = false, AdvancedAnalytics = true, CustomModels = true, ApiAccess = false, Sso = true, DataRetentionDays = 30 },
                ComplianceRequirements = ["SOC2", "ISO27001"],
                DataRegion = "eu",
            },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["cost centre"] = "42" },
        };

        await _world.Organizations.UpdateAsync(OrganizationsWorld.Installation, organization.Id, changes, Cancel);

        var kept = OrganizationChanges.Of(await _world.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Cancel));
        Assert.Equivalent(changes with { Version = kept.Version }, kept, strict: true);
    }

    [Fact]
    public async Task UpdateAsync_ContactChanged_KeepsAddressesOutOfTheAuditLog()
    {
        var organization = await _world.AddAsync();

        await _world.Organizations.UpdateAsync(
            OrganizationsWorld.Installation, organization.Id, OrganizationChanges.Of(organization) with { AdminContactEmail = "secret@example.com", Size = OrganizationSize.Large }, Cancel);

        var payload = (await _world.AuditOfAsync(organization.Id))[^1].Payload;
        Assert.Contains("""
            "details":{"size":{"old":"Small","new":"Large"},"admin_contact_email":"changed"}
            """.Trim(), payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer)]
    [InlineData(ConsoleRole.Operator)]
    [InlineData(ConsoleRole.Billing)]
    public async Task UpdateAsync_LowerRole_IsRefused(ConsoleRole role)
    {
        var organization = await _world.AddAsync();
        var member = await _world.AddMemberAsync(organization, role);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Organizations.UpdateAsync(member, organization.Id, OrganizationChanges.Of(organization) with { Name = "X" }, Cancel));
    }

    [Fact]
    public async Task SetLimitAsync_Owner_IsRefused()
    {
        var organization = await _world.AddAsync();
        var owner = await _world.AddMemberAsync(organization, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Organizations.SetLimitAsync(owner, organization.Id, new(LimitName.Agents, 1_000, null, "more"), Cancel));
    }

    [Fact]
    public async Task SetLimitAsync_Override_IsInForceUntilItsEnd()
    {
        var organization = await _world.AddAsync();
        await _world.Organizations.SetLimitAsync(OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, 12, _world.NowUtc.AddHours(1), "trial"), Cancel);

        Assert.Equal(12, await AgentsAsync(organization));
        _world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, await AgentsAsync(organization));
    }

    [Fact]
    public async Task SetLimitAsync_Twice_KeepsTheSecond()
    {
        var organization = await _world.AddAsync();
        await _world.Organizations.SetLimitAsync(OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, 12, null, "first"), Cancel);
        await _world.Organizations.SetLimitAsync(OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, null, null, "second"), Cancel);

        Assert.Null(await AgentsAsync(organization));
    }

    [Fact]
    public async Task SetLimitAsync_Override_TellsItsReasonInTheAuditLog()
    {
        var organization = await _world.AddAsync();

        await _world.Organizations.SetLimitAsync(OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, 12, null, " a pilot project "), Cancel);

        Assert.Contains("""{"limit":"agents","unit":"count","old":10,"reason":"a pilot project","new":12,"until":null}""", (await _world.AuditOfAsync(organization.Id))[^1].Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "")]
    [InlineData(5, "  ")]
    [InlineData(-1, "why not")]
    public async Task SetLimitAsync_NoReasonOrNegative_IsRefused(long value, string reason)
    {
        var organization = await _world.AddAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => _world.Organizations.SetLimitAsync(OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, value, null, reason), Cancel));
    }

    [Fact]
    public async Task ResetLimitAsync_Override_ReturnsToTheTier()
    {
        var organization = await _world.AddAsync();
        await _world.Organizations.SetLimitAsync(OrganizationsWorld.Installation, organization.Id, new(LimitName.Agents, 12, null, "pilot"), Cancel);

        await _world.Organizations.ResetLimitAsync(OrganizationsWorld.Installation, organization.Id, LimitName.Agents, "pilot over", Cancel);

        Assert.Equal(10, await AgentsAsync(organization));
    }

    [Fact]
    public async Task ChangeTierAsync_Professional_RaisesTheLimits()
    {
        var organization = await _world.AddAsync();

        await _world.Organizations.ChangeTierAsync(OrganizationsWorld.Installation, organization.Id, Tier.Professional, Cancel);

        Assert.Equal(50, await AgentsAsync(organization));
    }

    [Fact]
    public async Task SuspendAsync_Owner_IsRefused()
    {
        var organization = await _world.AddAsync();
        var owner = await _world.AddMemberAsync(organization, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.Organizations.SuspendAsync(owner, organization.Id, "holiday", Cancel));
    }

    [Fact]
    public async Task SuspendAsync_Organization_StaysReadableForItsMembers()
    {
        var organization = await _world.AddAsync();
        var viewer = await _world.AddMemberAsync(organization, ConsoleRole.Viewer);
        await _world.Organizations.SuspendAsync(OrganizationsWorld.Installation, organization.Id, "unpaid", Cancel);

        Assert.Equal(OrganizationStatus.Suspended, (await _world.Organizations.GetAsync(viewer, "contoso", Cancel)).Status);
    }

    [Fact]
    public async Task RestoreAsync_SuspendedOrganization_IsActive()
    {
        var organization = await _world.AddAsync();
        await _world.Organizations.SuspendAsync(OrganizationsWorld.Installation, organization.Id, "unpaid", Cancel);

        Assert.Equal(OrganizationStatus.Active, (await _world.Organizations.RestoreAsync(OrganizationsWorld.Installation, organization.Id, "paid", Cancel)).Status);
    }

    private async Task<long?> AgentsAsync(Organization organization) =>
        (await _world.Organizations.GetLimitsAsync(OrganizationsWorld.Installation, organization.Id, Cancel))[LimitName.Agents].Cap;
}
