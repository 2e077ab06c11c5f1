using System.Text.RegularExpressions;

namespace TenantConsole.Tests.Architecture;

/// <summary>What may know what: the core no web, the web no database, and SQL written by hand only where it is looked after.</summary>
public sealed partial class ArrowTests
{
    /// <summary>Where the web names the database, and why it must.</summary>
    private static readonly Dictionary<string, string> WebFilesThatNameTheDatabase = new(StringComparer.Ordinal)
    {
        ["TenantConsole/Commands/CommandHost.cs"] = "prepares the database before the program does anything else",
        ["TenantConsole/FaultText.cs"] = "asks it what its failures mean",
        ["TenantConsole/Security/ConsoleSecurity.cs"] = "hands it to the store of session keys",
        ["TenantConsole/Security/HealthEndpoints.cs"] = "says whether it is ready",
        ["TenantConsole/Security/SessionKeys.cs"] = "keeps the keys of sessions, which ASP.NET asks for before anybody is signed in",
    };

    /// <summary>Where SQL is written by hand besides the folders Persistence and Usage/Ledger, and why.</summary>
    private static readonly Dictionary<string, string> FilesWithSql = new(StringComparer.Ordinal)
    {
        ["TenantConsole.Core/Tenancy/TenantQueryGuard.cs"] = "names IgnoreQueryFilters to refuse it",
        ["TenantConsole.Core/Tenancy/RawSqlGuard.cs"] = "refuses commands written by hand",
        ["TenantConsole.Core/Tenancy/ConsoleDatabase.cs"] = "declares the ledger writer's connection",
        ["TenantConsole.Core/Transfer/ImportSession.cs"] = "rows of any table go in by prepared statements, in a context of the system; every row was checked to be the organization's",
        ["TenantConsole.Core/Transfer/PurgeSession.cs"] = "a big table is emptied so many rows at a time, in a context of the system; every statement names the organization",
    };

    /// <summary>Who opens the context that sees all organizations, and what keeps that from being a leak.</summary>
    private static readonly Dictionary<string, string> FilesThatOpenTheSystem = new(StringComparer.Ordinal)
    {
        ["TenantConsole.Core/Audit/RecentChanges.cs"] = "the platform's page of changes, for who may see the platform",
        ["TenantConsole.Core/Catalog/CatalogService.cs"] = "the catalogue is the platform's; it touches no row of an organization",
        ["TenantConsole.Core/Completions/Learning/OutcomeLearner.cs"] = "finds which organizations have something to learn; each learns in its own context",
        ["TenantConsole.Core/Completions/Learning/ShadowRunner.cs"] = "finds which organizations have comparisons that wait; each is done in its own context",
        ["TenantConsole.Core/Documents/DocumentService.cs"] = "names who uploaded a document, and people are the platform's; reads no row of an organization",
        ["TenantConsole.Core/Documents/DocumentSweep.cs"] = "finds what crashes left of all organizations' uploads; each is given back under its own",
        ["TenantConsole.Core/Lab/LabRunner.cs"] = "finds the runs of processes that are gone; each is marked in its organization's own context",
        ["TenantConsole.Core/Members/AccessControl.cs"] = "decides who may what, and so comes before any organization's context; names the organization in every query",
        ["TenantConsole.Core/Members/ConsoleUserContext.cs"] = "accounts are the platform's",
        ["TenantConsole.Core/Members/FirstAdministrator.cs"] = "accounts and the setup link are the platform's",
        ["TenantConsole.Core/Members/InvitationService.cs"] = "who follows an invitation knows only its secret; the organization is found by it",
        ["TenantConsole.Core/Members/MemberList.cs"] = "members are joined with people, who are the platform's; names the organization in every query",
        ["TenantConsole.Core/Members/MembershipService.cs"] = "lists the organizations of one person; the query names the person",
        ["TenantConsole.Core/Members/PeopleNames.cs"] = "names of people are the platform's; it is asked for those alone whose ids an organization's own rows carry",
        ["TenantConsole.Core/Members/SentInvitations.cs"] = "whether an address belongs to a member is asked of people, who are the platform's; names the organization in every query",
        ["TenantConsole.Core/Organizations/OrganizationDeletion.cs"] = "finds a deleted organization by its slug, and looks for the platform's grant to purge it; names the organization",
        ["TenantConsole.Core/Organizations/OrganizationService.cs"] = "finds an organization by its slug before anything about it may be told",
        ["TenantConsole.Core/Persistence/DesignTimeFactories.cs"] = "build the whole model without a database",
        ["TenantConsole.Core/Persistence/PostgresConsoleDatabase.cs"] = "migrates",
        ["TenantConsole.Core/Persistence/SchemaCheck.cs"] = "reads no row",
        ["TenantConsole.Core/Persistence/SqliteConsoleDatabase.cs"] = "migrates",
        ["TenantConsole.Core/Roles/OrganizationOnboarding.cs"] = "creates organizations, for who may; there is no context of one that does not exist yet",
        ["TenantConsole.Core/Seeding/DemoData.cs"] = "counts and lists demo organizations, for who may see the platform",
        ["TenantConsole.Core/Seeding/DemoSeed.cs"] = "creates organizations",
        ["TenantConsole.Core/Seeding/ScaleSeed.cs"] = "creates organizations",
        ["TenantConsole.Core/Seeding/SeedWriter.cs"] = "creates organizations",
        ["TenantConsole.Core/Tenancy/ConsoleDatabase.cs"] = "declares it",
        ["TenantConsole.Core/Transfer/DataRetention.cs"] = "lists the organizations, and remembers its last run, which is the platform's; texts go in each organization's own context",
        ["TenantConsole.Core/Transfer/OrganizationExport.cs"] = "the platform's chain, and the members as people, who are the platform's; the query names the organization",
        ["TenantConsole.Core/Transfer/OrganizationImport.cs"] = "creates organizations, for who may; every row was checked to be of the one in the archive",
        ["TenantConsole.Core/Transfer/OrganizationPurge.cs"] = "opens append-only rows by a grant, which is the platform's; names the organization in every statement",
        ["TenantConsole.Core/Usage/Ledger/LedgerWriter.cs"] = "sweeps reservations of all organizations whose life is over; each is given back under its own",
        ["TenantConsole.Core/Usage/LedgerCheck.cs"] = "checks the sums over all organizations, for who may see the platform",
        ["TenantConsole.Core/Usage/OrganizationDirectory.cs"] = "lists organizations with their figures; who does not see all is joined with their memberships",
        ["TenantConsole.Core/Usage/Reports/PlatformStatistics.cs"] = "all organizations side by side, for who may see the platform",
        ["TenantConsole.Core/Usage/Reports/UsageReports.cs"] = "the platform's overview, for who may see the platform",
        ["TenantConsole/Security/SessionKeys.cs"] = "keys of sessions are the platform's",
    };

    [Fact]
    public void Core_EveryFile_KnowsNoWeb() => Assert.Empty(SourceFile.Core.SelectMany(file => file.Find(WebNames())));

    [Fact]
    public void Core_Assembly_RefersToNoWeb() => Assert.DoesNotContain(
        typeof(TenantConsole.Core.Tenancy.ConsoleDatabase).Assembly.GetReferencedAssemblies(),
        reference => WebNames().IsMatch(reference.Name! + "."));

    [Fact]
    public void Web_EveryFile_SpeaksToServicesNotToTheDatabase() =>
        Assert.Empty(SourceFile.Web.Where(file => !WebFilesThatNameTheDatabase.ContainsKey(file.Path)).SelectMany(file => file.Find(DatabaseNames())));

    [Fact]
    public void Product_SqlByHand_StandsOnlyWhereItIsLookedAfter() => Assert.Empty(
        SourceFile.Product
            .Where(file => !file.Path.StartsWith("TenantConsole.Core/Persistence/", StringComparison.Ordinal)
                && !file.Path.StartsWith("TenantConsole.Core/Usage/Ledger/", StringComparison.Ordinal)
                && !FilesWithSql.ContainsKey(file.Path))
            .SelectMany(file => file.Find(SqlNames())));

    [Fact]
    public void Product_ContextsOfTheSystem_AreOpenedByWhoIsListedHere() =>
        Assert.Empty(SourceFile.Product.Where(file => !FilesThatOpenTheSystem.ContainsKey(file.Path)).SelectMany(file => file.Find(OpenSystem())));

    [Fact]
    public void Exceptions_EveryOne_IsStillNeeded()
    {
        var files = SourceFile.Product.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var stale = Unneeded(WebFilesThatNameTheDatabase.Keys, DatabaseNames())
            .Concat(Unneeded(FilesWithSql.Keys, SqlNames()))
            .Concat(Unneeded(FilesThatOpenTheSystem.Keys, OpenSystem()));

        Assert.Empty(stale);

        IEnumerable<string> Unneeded(IEnumerable<string> paths, Regex pattern) => paths.Where(path => !files.TryGetValue(path, out var file) || !pattern.IsMatch(file.Bare));
    }

    [GeneratedRegex(@"\bMicrosoft\.AspNetCore\.(?!Identity\b)\w+|\bMudBlazor\b|\bHttpContext\b|\bIJSRuntime\b", RegexOptions.None, 10_000)]
    private static partial Regex WebNames();

    [GeneratedRegex(@"\b\w*DbContext\w*\b|\b\w*ConsoleDatabase\b|\bMicrosoft\.EntityFrameworkCore\b|\bOpenTenant\b|\bOpenSystem\b", RegexOptions.None, 10_000)]
    private static partial Regex DatabaseNames();

    [GeneratedRegex(@"\b(?:FromSql(?:Raw|Interpolated)?|ExecuteSql(?:Raw|Interpolated)?(?:Async)?|SqlQuery(?:Raw)?|GetDbConnection|GetDbTransaction|OpenLedgerConnectionAsync|IgnoreQueryFilters|CreateCommand|CreateDbCommand|DbCommand(?:Interceptor)?|SqliteCommand|SqliteConnection|Npgsql(?:Command|Connection|DataSource|Batch))\b", RegexOptions.None, 10_000)]
    private static partial Regex SqlNames();

    [GeneratedRegex(@"\bOpenSystem\b|\bTenantScope\s*\.\s*System\b", RegexOptions.None, 10_000)]
    private static partial Regex OpenSystem();
}
