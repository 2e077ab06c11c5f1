using System.Text.Json;
using TenantConsole.Core.Common;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

public sealed class RoutingPolicyTests
{
    [Fact]
    public void Validate_DefaultPolicy_HasNoFaults() => Assert.Empty(RoutingPolicy.Default.Validate(Seed, AfterTurboShutdown));

    [Fact]
    public void Validate_EverythingWrong_ListsEveryFaultAtOnce()
    {
        var policy = new RoutingPolicy
        {
            Keywords = new(["ok", ""], ["ok"], ["really, really"], [new string('x', 81)], ["unheard of"]),
            LengthBounds = new(100, 50, 300),
            Weights = new(Keywords: -1, Length: double.NaN),
            Models = new("gpt-99", "text-embedding-3-small", "gpt-4o", "gpt-4o-mini"),
            AllowedModels = ["gpt-4o", "nobody"],
            JobRoles = [new("ceo", [], 1), new("boss", ["CEO"], 9)],
            BudgetFallbackFromShare = 2,
            Cascade = new() { Threshold = double.NaN, WindowTokens = 0, Mode = (CascadeMode)9 },
            Dial = double.NaN,
        };
        Assert.Equal(
            [
                "dial", "keywords.simple", "keywords.moderate", "keywords.complex", "keywords.critical", "keywords.everyday", "lengthBounds", "weights.keywords",
                "weights.length",
                "models.simple", "models.moderate", "models.critical", "allowedModels", "jobRoles", "jobRoles", "budgetFallbackFromShare", "cascade.threshold",
                "cascade.mode", "cascade.windowTokens",
            ],
            policy.Validate(Seed, Now).Select(fault => fault.Field));
    }

    [Fact]
    public void Checked_BadPolicy_SaysAllOfIt()
    {
        var policy = RoutingPolicy.Default with { Cascade = new() { Threshold = 2 }, BudgetFallbackFromShare = -1 };
        var refused = Assert.Throws<InvalidInputException>(() => policy.Checked(Seed, Now));
        Assert.Equal(2, refused.Message.Split('\n').Length);
    }

    [Fact]
    public void Validate_ShutDownModelWithASuccessor_IsNoFault() =>
        Assert.DoesNotContain(RoutingPolicy.Default.Validate(Seed, AfterTurboShutdown), fault => fault.Field == "models.critical");

    [Fact]
    public void Write_Policy_ComesBackTheSame()
    {
        var policy = RoutingPolicy.Default with
        {
            Version = 3,
            Keywords = new(["hi"], [], ["审计"], ["don’t"], ["hi"]),
            AllowedModels = ["gpt-4o"],
            Preference = RoutingPreference.Cost,
            BudgetFallback = true,
        };
        var json = RoutingJson.Write(policy);
        Assert.Equal(json, RoutingJson.Write(RoutingJson.ReadPolicy(json)));
        Assert.Contains("\"审计\"", json);
    }

    [Fact]
    public void Read_PolicyThatLeavesThingsOut_HasTheDefaults()
    {
        var policy = RoutingJson.ReadPolicy("""{"version":4,"weights":{"length":0.5}}""");
        Assert.Equal(
            (4, 0.5, 1d, "gpt-4o", 0.6),
            (policy.Version, policy.Weights.Length, policy.Weights.Keywords, policy.Models.Complex, policy.Cascade.Threshold));
        Assert.Same(KeywordLists.Default, policy.Keywords);
        Assert.Equal(3, policy.JobRoles.Count);
    }

    [Fact]
    public void Of_RolesOfTheOrganization_AreThePolicysAndTakeTheirNamesFromOthers()
    {
        var policy = OrganizationPolicy.Of(new(), [Role("chief_executive", 2), Role("ceo", -1), Role("team_lead", 0.25)], RoutingPolicy.Default);

        Assert.Equal([("ceo", -1d), ("chief_executive", 2d), ("team_lead", 0.25d)], policy.JobRoles.Select(role => (role.Key, role.Lean)));
        Assert.Equal("ceo", policy.FindJobRole("CEO")?.Key);
        Assert.Equal("chief_executive", OrganizationPolicy.Of(new(), [Role("chief_executive", 2)], RoutingPolicy.Default).FindJobRole("ceo")?.Key);
        Assert.Null(policy.FindJobRole("operator"));

        static JobRole Role(string key, double lean) => new() { OrganizationId = default, Id = default, Key = key, Name = key, Lean = lean };
    }

    [Fact]
    public void Read_UnknownStrategy_IsRefused() => Assert.Throws<JsonException>(() => RoutingJson.ReadPolicy("""{"strategy":"clairvoyant"}"""));

    [Fact]
    public void With_OtherKeywords_MatchesWithThem()
    {
        _ = Decide("hello");
        var changed = RoutingPolicy.Default with { Keywords = new(["goodbye"], [], [], [], []) };
        Assert.Equal(Complexity.Simple, Decide("goodbye", policy: changed).Complexity);
        Assert.NotEqual(Complexity.Simple, Decide("hello", policy: changed).Complexity);
    }
}
