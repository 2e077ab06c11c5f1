using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Seeding;

/// <summary>What a trial at scale wants.</summary>
/// <param name="Events">Calls over all organizations.</param>
/// <param name="Days">Days of use up to today.</param>
/// <param name="Seed">The same seed on the same day gives the same organizations, calls, ids and amounts.</param>
public sealed record ScaleSeedRequest(int Organizations, long Events, int Days, int Seed);

/// <summary>What a trial at scale has written.</summary>
/// <param name="Rows">Calls and attempts.</param>
public sealed record ScaleSeedProgress(int Organizations, long Events, long Rows);

/// <summary>Made-up organizations and calls in any number, for trials at scale. Each organization is one transaction. The data ends where the present day of UTC began, so that two runs of one day agree.</summary>
public sealed class ScaleSeed(ConsoleDatabase database, IAccessControl access, AuditLog audit, IDocumentStore store, TimeProvider time)
{
    /// <summary>The most organizations and days of one run.</summary>
    public const int MaxOrganizations = 100_000;

    public const int MaxDays = 3_650;

    private static readonly string[] Zones =
    [
        "Europe/Berlin", "America/New_York", "Asia/Kolkata", "America/Sao_Paulo", "UTC", "Asia/Tokyo", "Australia/Adelaide", "America/Los_Angeles", "Europe/London",
        "Africa/Nairobi", "Asia/Kathmandu", "Pacific/Auckland",
    ];

    private static readonly UsageProfile[] Profiles = [UsageProfile.Office, UsageProfile.Clinic, UsageProfile.Shop];

    /// <summary>Writes the organizations and their calls, for who may <see cref="Permission.ManageDemoData"/>. They are marked as demo.</summary>
    /// <param name="progress">Told after each organization.</param>
    /// <exception cref="InvalidInputException">A number is out of range, or this seed's organizations are there already; nothing was written.</exception>
    public async Task<ScaleSeedProgress> RunAsync(Actor actor, ScaleSeedRequest request, IProgress<ScaleSeedProgress>? progress, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ManageDemoData, cancellationToken);
        RequireRange(request.Organizations, 1, MaxOrganizations, "organizations");
        RequireRange(request.Events, 0, long.MaxValue, "events");
        RequireRange(request.Days, 1, MaxDays, "days");
        await RequireNewAsync(request, cancellationToken);

        var until = time.GetUtcNow().UtcDateTime.Date;
        var writer = new SeedWriter(database, audit, store);
        var done = new ScaleSeedProgress(0, 0, 0);
        foreach (var plan in PlansOf(request))
        {
            var rows = await writer.WriteAsync(actor, plan, until, cancellationToken);
            done = new(done.Organizations + 1, done.Events + plan.Calls, done.Rows + rows);
            progress?.Report(done);
        }

        await using var db = database.OpenSystem();
        await audit.SavePlatformAsync(db, actor, new("demo.scale_seeded", $"seed:{Text(request.Seed)}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["organizations"] = done.Organizations,
            ["calls"] = done.Events,
            ["days"] = request.Days,
        }), cancellationToken);
        return done;
    }

    /// <summary>One organization in twenty is large, four of them of middle size; the calls are shared out by size and add up exactly.</summary>
    private static IEnumerable<SeedPlan> PlansOf(ScaleSeedRequest request)
    {
        var total = Enumerable.Range(0, request.Organizations).Sum(i => (long)WeightOf(i));
        var (sum, given) = (0L, 0L);
        for (var i = 0; i < request.Organizations; i++)
        {
            sum += WeightOf(i);
            var due = (long)((Int128)request.Events * sum / total);
            yield return PlanOf(request, i, due - given);
            given = due;
        }
    }

    private static SeedPlan PlanOf(ScaleSeedRequest request, int index, long calls)
    {
        var tier = TierOf(index);
        var organization = new NewOrganization
        {
            Slug = SlugOf(request.Seed, index),
            Name = $"Trial {Text(request.Seed)} organization {Text(index + 1)}",
            Industry = (Industry)(index % 5),
            Size = tier switch { Tier.Enterprise => OrganizationSize.Enterprise, Tier.Professional => OrganizationSize.Medium, _ => OrganizationSize.Small },
            Tier = tier,
            TimeZone = Zones[index % Zones.Length],
            AdminContactName = "Trial",
            AdminEmail = $"it@{SlugOf(request.Seed, index)}.example",
        };
        var profile = Profiles[index % Profiles.Length] with { SlmPercent = 60 + (index % 20), CascadePercent = 5 + (index % 5), GrowthPercent = 100 + (index % 90) };
        return new(organization, profile, request.Seed, index, request.Days, calls);
    }

    private static Tier TierOf(int index) => index % 20 == 0 ? Tier.Enterprise : index % 5 == 2 ? Tier.Professional : Tier.Basic;

    private static int WeightOf(int index) => TierOf(index) switch { Tier.Enterprise => 400, Tier.Professional => 80, _ => 12 + (index % 7) };

    private static string SlugOf(int seed, int index) => $"trial-{Text(seed)}-{(index + 1).ToString("000000", CultureInfo.InvariantCulture)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void RequireRange(long value, long least, long most, string name)
    {
        if (value < least || value > most)
        {
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"--{name} is from {least} to {most}, not {value}."), name);
        }
    }

    private async Task RequireNewAsync(ScaleSeedRequest request, CancellationToken cancellationToken)
    {
        RequireRange(request.Seed, 0, int.MaxValue, "seed");
        var prefix = $"trial-{Text(request.Seed)}-";
        await using var db = database.OpenSystem();
        if (await db.Set<Organization>().AnyAsync(organization => organization.Slug.StartsWith(prefix), cancellationToken))
        {
            throw new InvalidInputException($"Organizations of seed {Text(request.Seed)} are there already. Take another seed, or remove the demo data first.", "seed");
        }
    }
}
