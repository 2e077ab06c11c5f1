using System.Text.RegularExpressions;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Architecture;

/// <summary>A folder of the core uses only folders above it, so that the core can be read, and changed, from the top down.</summary>
public sealed partial class FolderOrderTests
{
    private const string Namespace = "TenantConsole.Core.";

    private static readonly string[] Order =
    [
        "Common", "Catalog", "Security", "Tenancy", "Audit", "Webhooks", "Organizations", "Quotas", "Members", "Roles", "ApiKeys", "Routing", "Usage",
        "Documents", "Agents", "Completions", "Conversations", "Tickets", "Billing", "Lab", "Transfer", "Seeding", "Persistence",
    ];

    /// <summary>Uses of a folder further down, each with its reason. None of them makes a ring.</summary>
    private static readonly Dictionary<(string From, string To), string> Allowed = new()
    {
        [("Security", "Tenancy")] = "people and sessions are rows of the platform, and IPlatformOwned says so",
        [("Catalog", "Security")] = "the catalogue's service asks whether its actor may edit",
        [("Catalog", "Tenancy")] = "models and prices are rows of the platform, read through ConsoleDatabase",
        [("Catalog", "Audit")] = "an edit of the catalogue is told in the platform's chain",
    };

    /// <summary>The names of the core's types by folder, to recognise <c>Tenancy.PurgeGrant</c>, which needs no using inside the core.</summary>
    private static readonly HashSet<string> TypesByFolder =
    [
        .. typeof(ConsoleDatabase).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(Namespace, StringComparison.Ordinal) == true && !type.IsNested)
            .Select(type => $"{type.Namespace![Namespace.Length..].Split('.')[0]}.{type.Name.Split('`')[0]}"),
    ];

    [Fact]
    public void Core_EveryFolder_HasItsPlaceInTheOrder() =>
        Assert.DoesNotContain(SourceFile.Core.Select(file => file.Folder).Distinct(), folder => folder.Length > 0 && !Order.Contains(folder));

    [Fact]
    public void Core_EveryFile_UsesOnlyFoldersAboveItsOwn() => Assert.Empty(
        from use in SourceFile.Core.SelectMany(UsesIn)
        where Array.IndexOf(Order, use.To) > Array.IndexOf(Order, use.From) && !Allowed.ContainsKey((use.From, use.To))
        select $"{use.Where}: {use.From} uses {use.To}");

    [Fact]
    public void Core_FoldersTogether_FormNoRing()
    {
        var uses = SourceFile.Core.SelectMany(UsesIn).Where(use => use.To != use.From).ToLookup(use => use.From);
        var left = Order.ToHashSet(StringComparer.Ordinal);
        while (left.FirstOrDefault(folder => uses[folder].All(use => !left.Contains(use.To))) is { } free)
        {
            left.Remove(free);
        }

        Assert.Empty(left.SelectMany(folder => uses[folder].Where(use => left.Contains(use.To)).Select(use => $"{use.Where}: {use.From} uses {use.To}")));
    }

    [Fact]
    public void Core_AllowedExceptions_AreAllInUse()
    {
        var uses = SourceFile.Core.SelectMany(UsesIn).Select(use => (use.From, use.To)).ToHashSet();

        Assert.DoesNotContain(Allowed.Keys, exception => !uses.Contains(exception));
    }

    [Theory]
    [InlineData("using TenantConsole.Core.Usage.Ledger;", "Usage")]
    [InlineData("var x = new TenantConsole.Core.Billing.CostReviews();", "Billing")]
    [InlineData("private Usage.UsageRecord? _last;", "Usage")]
    [InlineData("// using TenantConsole.Core.Usage;", null)]
    [InlineData("var cost = review.Usage.UsageRecord;", null)]
    public void UsesIn_AnyWayToNameAFolder_IsSeen(string code, string? folder) =>
        Assert.Equal(folder is null ? [] : [folder], UsesIn(SourceFile.Of("TenantConsole.Core/Audit/X.cs", code)).Select(use => use.To));

    private static IEnumerable<(string From, string To, string Where)> UsesIn(SourceFile file)
    {
        foreach (Match use in FolderName().Matches(file.Bare))
        {
            var (folder, type) = (use.Groups["folder"].Value, use.Groups["type"].Value);
            if (Order.Contains(folder) && (use.Groups["core"].Success || TypesByFolder.Contains($"{folder}.{type}")))
            {
                yield return (file.Folder, folder, file.At(use.Index));
            }
        }
    }

    [GeneratedRegex(@"(?<![\w.])(?:global::)?(?:(?<core>TenantConsole\.)?Core\.|(?<core>TenantConsole\.Core\.))?(?<folder>[A-Z]\w+)(?:\.(?<type>[A-Z]\w*))?", RegexOptions.None, 10_000)]
    private static partial Regex FolderName();
}
