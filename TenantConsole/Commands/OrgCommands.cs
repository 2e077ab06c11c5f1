using System.CommandLine;
using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Commands;

/// <summary><c>org create</c>, <c>org list</c>, <c>org limit</c>.</summary>
internal static class OrgCommands
{
    private const string NoLimit = "none";
    private const string TierLimit = "tier";

    public static Command Create(CommandHost host) => new("org", "Organizations.")
    {
        CreateOrganization(host),
        ListOrganizations(host),
        SetLimit(host),
        OrgTransferCommands.Purge(host),
    };

    private static Command CreateOrganization(CommandHost host)
    {
        var slug = new Option<string>("--slug") { Description = "The name in addresses: lower-case letters, digits, hyphens.", Required = true };
        var name = new Option<string>("--name") { Description = "The name for people.", Required = true };
        var industry = Choice<Industry>("--industry", "It chooses the preset that the organization starts with");
        var size = Choice<OrganizationSize>("--size", "How large it is");
        var tier = Choice<Tier>("--tier", "It decides the limits");
        var email = new Option<string>("--admin-email") { Description = "Who becomes owner: an account at once, anybody else by invitation.", Required = true };
        var contact = new Option<string?>("--admin-name") { Description = "The admin contact's name." };
        var zone = new Option<string?>("--time-zone") { Description = "The IANA zone in which its days begin, such as Europe/Berlin. The default is UTC." };
        var command = new Command("create", "Creates an organization and prints its slug.") { slug, name, industry, size, tier, email, contact, zone };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var created = await call.Get<OrganizationOnboarding>().CreateAsync(
                call.Actor,
                new()
                {
                    Slug = call.Required(slug),
                    Name = call.Required(name),
                    Industry = Parse<Industry>(call.Required(industry), "industry"),
                    Size = Parse<OrganizationSize>(call.Required(size), "size"),
                    Tier = Parse<Tier>(call.Required(tier), "tier"),
                    TimeZone = call.Value(zone) ?? "UTC",
                    AdminContactName = call.Value(contact) ?? "",
                    AdminEmail = call.Required(email),
                },
                cancellationToken);
            await call.Output.WriteLineAsync(created.Organization.Slug);
            if (created.Owner is { LinkPath: { } path, ExpiresUtc: { } expires })
            {
                await call.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{created.Owner.Email} has no account yet. Send them this link on your console's address; it works once, until {expires:yyyy-MM-dd HH:mm} UTC: {path}"));
            }
        });
        return command;
    }

    private static Command ListOrganizations(CommandHost host)
    {
        var command = new Command("list", "Lists organizations, one a line: slug, tab, name, status, tier, industry, time zone, and this month's queries and cost in USD.");
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var directory = call.Get<OrganizationDirectory>();
            for (var request = new PageRequest(0, PageRequest.MaxSize, Sort: OrganizationDirectory.Sorts.Created); ; request = request with { Index = request.Index + 1 })
            {
                var page = await directory.ListAsync(call.Actor, request, OrganizationFilter.None, cancellationToken);
                foreach (var row in page.Items)
                {
                    await call.Output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.Slug}\t{Plain(row.Name)}\t{row.Status}\t{row.Tier}\t{row.Industry}\t{row.TimeZone}\t{row.Queries}\t{PicoUsd.ToUsd(row.CostPicoUsd ?? 0)}"));
                }

                if (request.Skip + page.Items.Count >= page.TotalCount || page.Items.Count == 0)
                {
                    return;
                }
            }
        });
        return command;
    }

    private static Command SetLimit(CommandHost host)
    {
        var slug = new Argument<string>("organization") { Description = "Its slug." };
        var limit = new Argument<string>("limit") { Description = string.Join(", ", Enum.GetValues<LimitName>().Select(LimitNames.Of)) + "." };
        var value = new Argument<string>("value") { Description = $"A whole number; the budget in USD. '{NoLimit}' lifts the limit, '{TierLimit}' returns it to the tier's." };
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit log.", Required = true };
        var until = new Option<string?>("--until") { Description = "The day, as 2027-01-31, from which the tier's limit holds again. Without it: for good." };
        var command = new Command("limit", "Sets a limit for one organization alone.") { slug, limit, value, reason, until };
        host.SetAction(command, async (call, cancellationToken) =>
        {
            var name = LimitNames.Parse(call.Required(limit));
            var text = call.Required(value);
            var service = call.Get<OrganizationService>();
            var organization = await FindAsync(service, call.Actor, call.Required(slug), cancellationToken);
            if (text == TierLimit)
            {
                await service.ResetLimitAsync(call.Actor, organization.Id, name, call.Required(reason), cancellationToken);
            }
            else
            {
                var change = new LimitChange(name, text == NoLimit ? null : LimitValue(name, text), Until(call.Value(until), organization), call.Required(reason));
                await service.SetLimitAsync(call.Actor, organization.Id, change, cancellationToken);
            }

            var cap = (await service.GetLimitsAsync(call.Actor, organization.Id, cancellationToken))[name].Cap;
            await call.Output.WriteLineAsync($"{organization.Slug}\t{LimitNames.Of(name)}\t{Show(name, cap)}");
        });
        return command;
    }

    /// <summary>Who is at the command line may know what exists, so a slug that does not is told.</summary>
    internal static async Task<Organization> FindAsync(OrganizationService service, Actor actor, string slug, CancellationToken cancellationToken)
    {
        try
        {
            return await service.GetAsync(actor, slug, cancellationToken);
        }
        catch (AccessDeniedException)
        {
            throw new InvalidInputException($"There is no organization '{slug}'.", "organization");
        }
    }

    private static long LimitValue(LimitName limit, string text)
    {
        var fault = new InvalidInputException($"'{text}' is no value for {LimitNames.Of(limit)}: give a number of 0 or more, '{NoLimit}' or '{TierLimit}'.", "value");
        if (limit != LimitName.MonthlyBudgetUsd)
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw fault;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd))
        {
            throw fault;
        }

        try
        {
            return PicoUsd.FromUsd(usd);
        }
        catch (Exception outOfRange) when (outOfRange is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidInputException("A budget is at most 9,000,000 USD, to twelve decimals.", "value");
        }
    }

    private static DateTime? Until(string? text, Organization organization)
    {
        if (text is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? LocalCalendar.StartOfDayUtc(day, LocalCalendar.Zone(organization.TimeZone))
            : throw new InvalidInputException($"'{text}' is no day; write it as 2027-01-31.", "until");
    }

    private static string Show(LimitName limit, long? cap) => cap switch
    {
        null => NoLimit,
        { } budget when limit == LimitName.MonthlyBudgetUsd => PicoUsd.ToUsd(budget).ToString(CultureInfo.InvariantCulture),
        { } count => count.ToString(CultureInfo.InvariantCulture),
    };

    private static string Plain(string name) => name.ReplaceLineEndings(" ").Replace('\t', ' ');

    private static Option<string> Choice<TEnum>(string name, string description)
        where TEnum : struct, Enum => new(name) { Description = $"{description}: {Names<TEnum>()}.", Required = true };

    private static TEnum Parse<TEnum>(string text, string field)
        where TEnum : struct, Enum =>
        Array.Find(Enum.GetNames<TEnum>(), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<TEnum>(found)
            : throw new InvalidInputException($"'{text}' is no {field}: choose {Names<TEnum>()}.", field);

    private static string Names<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetNames<TEnum>().Select(name => name.ToLowerInvariant()));
}
