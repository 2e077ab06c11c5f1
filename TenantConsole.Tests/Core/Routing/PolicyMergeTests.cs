using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Core.Routing;

public sealed class PolicyMergeTests
{
    private static readonly RoutingPolicy Basis = RoutingPolicy.Default with { Version = 3 };

    [Fact]
    public void Onto_DifferentSettings_HasBothAndTheirVersion()
    {
        var theirs = Basis with { Version = 4, Dial = 0.7, Weights = Basis.Weights with { Length = 2 } };
        var mine = Basis with { BudgetFallback = true, Weights = Basis.Weights with { Technical = 3 } };

        var merged = PolicyMerge.Onto(theirs, Basis, mine);

        Assert.Equal((4, 0.7, true), (merged.Policy.Version, merged.Policy.Dial, merged.Policy.BudgetFallback));
        Assert.Equal((2, 3), (merged.Policy.Weights.Length, merged.Policy.Weights.Technical));
        Assert.Empty(merged.Clashes);
    }

    [Fact]
    public void Onto_TheSameSettingToDifferentValues_IsMineAndIsNamed()
    {
        var merged = PolicyMerge.Onto(Basis with { Dial = 0.2 }, Basis, Basis with { Dial = 0.9 });

        Assert.Equal(0.9, merged.Policy.Dial);
        Assert.Equal(["dial"], merged.Clashes);
    }

    [Fact]
    public void Onto_TheSameSettingToTheSameValue_IsNoClash() =>
        Assert.Empty(PolicyMerge.Onto(Basis with { Dial = 0.2 }, Basis, Basis with { Dial = 0.2 }).Clashes);

    [Fact]
    public void Onto_OneList_KeepsWhatEachAddedAndLosesWhatEachRemoved()
    {
        var theirs = Basis with { Keywords = Lists(["hello", "hi", "opening hours"]) };
        var mine = Basis with { Keywords = Lists(["hello", "status", "parking"]) };
        var basis = Basis with { Keywords = Lists(["hello", "hi", "status"]) };

        var merged = PolicyMerge.Onto(theirs, basis, mine);

        Assert.Equal(["hello", "opening hours", "parking"], merged.Policy.Keywords.Simple);
        Assert.Empty(merged.Clashes);
    }

    [Fact]
    public void Onto_AllowedModelsRestrictedByOneOnly_AreRestricted()
    {
        var merged = PolicyMerge.Onto(Basis with { Dial = 0.1 }, Basis, Basis with { AllowedModels = ["gpt-4o"] });

        Assert.Equal(["gpt-4o"], merged.Policy.AllowedModels);
    }

    [Fact]
    public void Onto_AllowedModelsNoLongerRestricted_AreNot()
    {
        var basis = Basis with { AllowedModels = ["gpt-4o"] };

        var merged = PolicyMerge.Onto(basis with { Dial = 0.1 }, basis, basis with { AllowedModels = null });

        Assert.Equal((0.1, null), (merged.Policy.Dial, merged.Policy.AllowedModels));
    }

    [Fact]
    public void Onto_NothingChangedByMe_IsTheirs()
    {
        var theirs = Basis with { Version = 5, Strategy = RoutingStrategy.Rules, AllowedModels = ["gpt-4o", "gpt-4o-mini"] };

        Assert.Empty(PolicyDiff.Between(theirs, PolicyMerge.Onto(theirs, Basis, Basis).Policy));
    }

    private static KeywordLists Lists(IReadOnlyList<string> simple) => new(simple, [], [], [], []);
}
