using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Seeding;

/// <summary>
/// Four made-up organizations with ninety days of use up to now, so that a new installation has something to look at. They come once: removed, they stay away.
/// </summary>
public sealed class DemoSeed(ConsoleDatabase database, AuditLog audit, TimeProvider time)
{
    private const string SettingName = "demo.seeded";
    private const int Seed = 20_260;
    private const int Days = 90;

    private static readonly Actor Seeder = new Actor.Installation("demo-seed");

    private static readonly SeedPlan[] Plans =
    [
        Plan(0, "northgate-bank", "Northgate Bank", Industry.Finance, OrganizationSize.Enterprise, Tier.Enterprise, "Europe/Zurich", "Dana Keller", 34_000,
            UsageProfile.Office with { SlmPercent = 62, CascadePercent = 8, AdvancedPermille = 18, LengthPercent = 160, GrowthPercent = 170 }) with { Roles = DemoAgents.BankRoles, Agents = DemoAgents.Bank },
        Plan(1, "lakeside-health", "Lakeside Health", Industry.Healthcare, OrganizationSize.Large, Tier.Professional, "America/New_York", "Morgan Ellis", 13_000,
            UsageProfile.Clinic with { SlmPercent = 65, CascadePercent = 7, AdvancedPermille = 16, LengthPercent = 125, GrowthPercent = 130 }) with { Roles = DemoAgents.ClinicRoles, Agents = DemoAgents.Clinic },
        Plan(2, "meridian-software", "Meridian Software", Industry.Tech, OrganizationSize.Medium, Tier.Professional, "Asia/Kolkata", "Asha Raman", 19_000,
            UsageProfile.Office with { SlmPercent = 79, CascadePercent = 6, AdvancedPermille = 9, LengthPercent = 140, GrowthPercent = 220, AnomalyDaysAgo = 11 }) with { Roles = DemoAgents.SoftwareRoles, Agents = DemoAgents.Software },
        Plan(3, "casa-verde", "Casa Verde", Industry.Retail, OrganizationSize.Small, Tier.Basic, "America/Sao_Paulo", "Rafael Lima", 5_400,
            UsageProfile.Shop with { SlmPercent = 74, CascadePercent = 5, AdvancedPermille = 10 }) with { BudgetSpentPercent = 94, Agents = DemoAgents.Shop },
    ];

    /// <summary>Makes the demo organizations unless this installation has had them before. Safe to run at every start and from several processes.</summary>
    /// <returns>Whether they were made now.</returns>
    public async Task<bool> SeedOnceAsync(CancellationToken cancellationToken)
    {
        if (await WasSeededAsync(cancellationToken))
        {
            return false;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var writer = new SeedWriter(database, audit);
        foreach (var plan in Plans)
        {
            // A start that was broken off may have made some of them already; each is whole or absent.
            await UnlessDoneAsync(token => ExistsAsync(plan.Organization.Slug, token), token => writer.WriteAsync(Seeder, plan, now, token), cancellationToken);
        }

        await UnlessDoneAsync(WasSeededAsync, RememberAsync, cancellationToken);
        return true;
    }

    /// <summary>Does what another process may be doing at the same time: the faster one wins, and the other is content with that.</summary>
    private static async Task UnlessDoneAsync(Func<CancellationToken, Task<bool>> isDone, Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        if (await isDone(cancellationToken))
        {
            return;
        }

        try
        {
            await act(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            if (!await isDone(cancellationToken))
            {
                throw;
            }
        }
    }

    private async Task<bool> WasSeededAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<PlatformSetting>().AnyAsync(setting => setting.Name == SettingName, cancellationToken);
    }

    private async Task<bool> ExistsAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<Organization>().AnyAsync(organization => organization.Slug == slug, cancellationToken);
    }

    private async Task RememberAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        db.Add(new PlatformSetting { Name = SettingName, Value = time.GetUtcNow().UtcDateTime.ToString("O") });
        await audit.SavePlatformAsync(db, Seeder, new("demo.seeded", "demo:organizations", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["organizations"] = Plans.Length,
            ["days"] = Days,
        }), cancellationToken);
    }

    private static SeedPlan Plan(
        int stream, string slug, string name, Industry industry, OrganizationSize size, Tier tier, string timeZone, string contact, long calls, UsageProfile profile) => new(
            new()
            {
                Slug = slug,
                Name = name,
                Industry = industry,
                Size = size,
                Tier = tier,
                TimeZone = timeZone,
                AdminContactName = contact,
                AdminEmail = $"it@{slug}.example",
            },
            profile,
            Seed,
            stream,
            Days,
            calls);
}
