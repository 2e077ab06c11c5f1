using System.Text.Json;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class PolicyWordsTests
{
    public static TheoryData<string> Fields
    {
        get
        {
            using var policy = JsonDocument.Parse(RoutingJson.Write(RoutingPolicy.Default with { AllowedModels = ["gpt-4o"] }));
            return [.. Leaves("", policy.RootElement).Where(path => path.Contains('.'))];
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void SettingOf_EveryFieldWithinAPart_HasAName(string field)
    {
        // A setting that is not known is spelt out, and one letter more then shows.
        var name = PolicyWords.SettingOf(field);

        Assert.False(PolicyWords.SettingOf(field + "x") == name + "x", $"{field} is only spelt out as '{name}': give it a name in {nameof(PolicyWords)}.");
    }

    [Fact]
    public void LineOf_Values_AreInWords()
    {
        var changed = RoutingPolicy.Default with
        {
            Strategy = RoutingStrategy.Rules,
            Dial = 0.65,
            AllowedModels = ["gpt-4o-mini", "gpt-4o", "gpt-4-turbo"],
            BudgetFallback = true,
            BudgetFallbackFromShare = 0.85m,
            Cascade = RoutingPolicy.Default.Cascade with { Mode = CascadeMode.Window },
        };

        var lines = PolicyDiff.Between(RoutingPolicy.Default, changed).Select(PolicyWords.LineOf).ToDictionary(line => line.Setting, line => $"{line.Old} → {line.New}");

        Assert.Equal("Combined → Rules", lines["Strategy"]);
        Assert.Equal("0.5, balanced → 0.65, towards quality", lines["Dial"]);
        Assert.Equal("every chat model → gpt-4o-mini, gpt-4o, gpt-4-turbo", lines["Models that may be asked for by name"]);
        Assert.Equal("off → on", lines["Cheaper models near the budget"]);
        Assert.Equal("90 % of the budget → 85 % of the budget", lines["Cheaper models from"]);
        Assert.Equal("shown at once, judged at the end → held back for a window", lines["While an answer streams"]);
    }

    [Fact]
    public void LineOf_List_IsWhatWasAddedAndRemoved()
    {
        var lists = KeywordLists.Default;
        var changed = RoutingPolicy.Default with { Keywords = new([.. lists.Simple.Skip(1), "opening hours"], lists.Moderate, lists.Complex, lists.Critical, lists.Everyday) };

        var change = Assert.Single(PolicyDiff.Between(RoutingPolicy.Default, changed));
        var line = PolicyWords.LineOf(change);

        Assert.Equal(("opening hours", "hello"), (Assert.Single(line.Added), Assert.Single(line.Removed)));
        Assert.Equal("Simple keywords: 1 added, 1 removed", PolicyWords.Short(change));
    }

    private static IEnumerable<string> Leaves(string path, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(property => Leaves(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value))
        : [path];
}
