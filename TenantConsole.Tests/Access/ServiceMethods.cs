using System.Reflection;
using System.Text.RegularExpressions;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Tests.Access;

/// <summary>
/// Every public method of the core that acts for somebody, found by its <see cref="Actor"/>. What cannot be told from a method itself is said here, each with its reason; a method
/// whose name begins with a word that is in neither list fails the tests until somebody says whether it reads or writes.
/// </summary>
internal static partial class ServiceMethods
{
    /// <summary>First words of methods that only look.</summary>
    private static readonly HashSet<string> Reads = new(StringComparer.Ordinal)
    {
        "Get", "List", "Find", "Is", "Has", "Count", "Search", "Read", "Open", "Preview", "Forecast", "Month", "This", "Trends", "Organization", "Platform", "All", "Verify", "Lines",
        "Download", "Export", "Stream", "Statistics", "Summary", "Check", "Tree", "Chart", "Page", "Report", "Messages", "Stats", "Load", "Suggest", "Today", "Write", "Usage", "Totals", "Calls", "Changes", "Names", "Users", "Last", "Request", "Current", "History", "Total", "Of", "Days", "Estimate",
        "Effect", "Dial", "Plan",
    };

    /// <summary>First words of methods that change something, or spend.</summary>
    private static readonly HashSet<string> Writes = new(StringComparer.Ordinal)
    {
        "Add", "Create", "Update", "Change", "Edit", "Set", "Reset", "Save", "Rename", "Move", "Remove", "Delete", "Withdraw", "Suspend", "Restore", "Leave", "Invite", "Renew", "Revoke",
        "Complete", "Run", "Import", "Purge", "Upload", "Assign", "Post", "Comment", "Ask", "Take", "Enable", "Disable", "Start", "Continue", "Send", "Close", "Reopen", "Resolve", "Judge",
        "Give", "Put", "Attach", "Detach", "Clear", "Rate", "Seed", "Undo", "Begin", "Revert", "Replace",
    };

    /// <summary>What takes an actor only to tell on whose behalf it writes; whoever calls it has asked before.</summary>
    private static readonly Dictionary<string, string> AskedBefore = new(StringComparer.Ordinal)
    {
        [$"{nameof(AuditLog)}.{nameof(AuditLog.SaveAsync)}"] = "appends to the chain in the transaction of a change that its service has allowed",
        [$"{nameof(AuditLog)}.{nameof(AuditLog.SavePlatformAsync)}"] = "the same for the platform's chain",
        [$"{nameof(LedgerWriter)}.{nameof(LedgerWriter.ReserveAsync)}"] = "admits a call that CompletionService has allowed",
        ["SeedWriter.WriteAsync"] = "writes what ScaleSeed and DemoSeed have planned; the actor is who the chain names",
    };

    /// <summary>What gives everybody their own and nobody a foreign one: it is not refused, it is empty.</summary>
    public static readonly IReadOnlySet<string> ListsOnesOwn = new HashSet<string>(StringComparer.Ordinal)
    {
        $"{nameof(MembershipService)}.{nameof(MembershipService.ListOrganizationsAsync)}",
        $"{nameof(OrganizationDirectory)}.{nameof(OrganizationDirectory.ListAsync)}",
    };

    /// <summary>What finds nothing for who may not, instead of refusing them.</summary>
    public static readonly IReadOnlySet<string> FindsNothing = new HashSet<string>(StringComparer.Ordinal) { "OrganizationDeletion.FindAsync" };

    /// <summary>What everybody who is signed in may see: it is the installation's and the same for all.</summary>
    public static readonly IReadOnlySet<string> ForEverybody = new HashSet<string>(StringComparer.Ordinal) { "CatalogService.ListAsync" };

    /// <summary>What is given a slug that is no organization's yet.</summary>
    private static readonly HashSet<string> OfThePlatform = new(StringComparer.Ordinal) { "OrganizationService.FindSlugFaultAsync" };

    /// <summary>What changes something and yet is a viewer's, or is done in a suspended organization, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> WritesForViewers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MemberService.LeaveAsync"] = "whoever is in may go, whatever their role and whatever became of the organization",
    };

    /// <summary>What only looks and yet is no viewer's, and what it needs.</summary>
    public static readonly IReadOnlyDictionary<string, Permission> ReadsThatNeedMore = new Dictionary<string, Permission>(StringComparer.Ordinal)
    {
        ["AuditVerifier.OrganizationAsync"] = Permission.ViewAudit,
        ["AuditExport.WriteLinesAsync"] = Permission.ViewAudit,
        ["RecentChanges.ListAsync"] = Permission.ViewAudit,
        ["CostReviews.MonthAsync"] = Permission.ViewCosts,
        ["CostReviews.TrendsAsync"] = Permission.ViewCosts,
        ["UsageReports.OrganizationAsync"] = Permission.ViewCosts,
        ["LedgerCheck.OrganizationAsync"] = Permission.ViewCosts,
        ["RoutingLab.EffectAsync"] = Permission.EditRouting,
        ["LimitOverview.PreviewTierAsync"] = Permission.EditLimits,
        ["CompletionService.PreviewAsync"] = Permission.UseCompletions,
        ["CompletionService.EstimateAsync"] = Permission.UseCompletions,
        ["ComparisonService.EstimateAsync"] = Permission.UseCompletions,
        ["CallTrail.FindAsync"] = Permission.ViewAudit,
        ["SubjectReports.TotalsAsync"] = Permission.ViewCosts,
        ["SubjectReports.DaysAsync"] = Permission.ViewCosts,
        ["RecentChanges.OfAsync"] = Permission.ViewAudit,
        ["SentInvitations.ListAsync"] = Permission.ManageMembers,
        ["AgentActivity.UsageAsync"] = Permission.ViewCosts,
        ["AgentActivity.TotalsAsync"] = Permission.ViewCosts,
        ["AgentActivity.CallsAsync"] = Permission.ViewCosts,
        ["AgentActivity.ChangesAsync"] = Permission.ViewAudit,
        ["AgentCompletions.RequestAsync"] = Permission.UseCompletions,
        ["RoutingLearningService.GetSpendingAsync"] = Permission.ViewCosts,
        ["RoutingLearningService.ListWordsAsync"] = Permission.ViewConversations,
        ["OrganizationExport.FindAsync"] = Permission.ExportOrganization,
        ["OrganizationExport.WriteAsync"] = Permission.ExportOrganization,
    };

    private static readonly List<MethodInfo> Found =
    [
        .. typeof(ConsoleDatabase).Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, IsInterface: false } && !type.IsAssignableTo(typeof(Actor)))
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(Actor))))
            .Where(method => !AskedBefore.ContainsKey(NameOf(method))),
    ];

    /// <summary>Every method, by a name that tells overloads apart.</summary>
    public static TheoryData<string> Keys { get; } = [.. Found.Select(KeyOf).Order(StringComparer.Ordinal)];

    public static MethodInfo Of(string key) => Found.Single(method => KeyOf(method) == key);

    public static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Whether it is about an organization, directly or by something of one; otherwise it is about the installation.</summary>
    public static bool IsOfAnOrganization(MethodInfo method) => !OfThePlatform.Contains(NameOf(method)) && method.GetParameters().Any(parameter => Concerns(parameter.ParameterType, parameter.Name!, 0));

    /// <exception cref="InvalidOperationException">Nobody has said which of the two.</exception>
    public static bool Writing(MethodInfo method)
    {
        var word = FirstWord().Match(method.Name).Value;
        return Writes.Contains(word) || (Reads.Contains(word)
            ? false
            : throw new InvalidOperationException($"Does {NameOf(method)} read or write? Put '{word}' into {nameof(ServiceMethods)}.{nameof(Reads)} or .{nameof(Writes)}."));
    }

    private static bool Concerns(Type type, string name, int depth) => type == typeof(OrganizationId) || (type == typeof(string) && name == "slug")
        || (depth < 2 && type is { IsClass: true, Namespace: not null } && type.Namespace.StartsWith("TenantConsole", StringComparison.Ordinal) && !type.IsAssignableTo(typeof(Actor))
            && type != typeof(NewOrganization) && type.GetProperties().Any(property => property.PropertyType == typeof(OrganizationId)));

    private static string KeyOf(MethodInfo method) => $"{NameOf(method)}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})";

    [GeneratedRegex("^[A-Z][a-z]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstWord();
}
