using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

public sealed class RouterTests
{
    [Fact]
    public void Decide_StatusQuestionFromOperator_IsSimpleAndSmall()
    {
        var decision = Decide("What is the status of ticket #123?", "operator");
        Assert.Equal((Complexity.Simple, "gpt-4o-mini", ModelClass.Small), (decision.Complexity, decision.ModelId, decision.ModelClass));
        Assert.True(decision.Confidence >= 0.9, $"confidence {decision.Confidence}");
    }

    [Theory]
    [InlineData("chief_executive")]
    [InlineData("ceo")]
    [InlineData("Chief Executive")]
    [InlineData(null)]
    public void Decide_RootCauseAndStrategy_IsNeverSmall(string? role)
    {
        var decision = Decide(Golden, role);
        Assert.True(decision.Complexity >= Complexity.Complex);
        Assert.NotEqual(ModelClass.Small, decision.ModelClass);
    }

    [Theory]
    [InlineData("Is my legal name on file?")]
    [InlineData("Where is the emergency exit?")]
    [InlineData("When is the audit?")]
    [InlineData("Do you know the health plan I'm on?")]
    public void Decide_EverydayQuestionWithACriticalWord_StaysOnTheSmallModel(string prompt) => Assert.Equal(ModelClass.Small, Decide(prompt).ModelClass);

    [Fact]
    public void Decide_TwoEverydayCriticalWords_IsNotCritical() =>
        Assert.NotEqual(Complexity.Critical, Decide("Who signed the legal form, and is compliance told?").Complexity);

    [Theory]
    [InlineData("The server room is on fire")]
    [InlineData("Hi, the server room is on fire")]
    [InlineData("I ran rm -rf / on prod")]
    [InlineData("No power in the server room")]
    [InlineData("We have been hacked")]
    [InlineData("I accidentally dropped the production database")]
    [InlineData("My colleague had a heart attack at the desk")]
    public void Decide_ShortAndSerious_IsNotSimple(string prompt)
    {
        Assert.NotEqual(Complexity.Simple, Decide(prompt).Complexity);
        Assert.NotEqual(Complexity.Simple, Decide(prompt, "operator").Complexity);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("Thanks!")]
    [InlineData("No")]
    [InlineData("ok, thank you")]
    [InlineData("Show me my tickets")]
    [InlineData("Who’s on call?")]
    [InlineData("Wie ist der Status von Ticket 123?")]
    public void Decide_GreetingOrRequestForAFact_IsSimple(string prompt) => Assert.Equal(Complexity.Simple, Decide(prompt).Complexity);

    [Theory]
    [InlineData("There was a security breach.")]
    [InlineData("CRITICAL-INCIDENT in the north, everyone please look")]
    [InlineData("thanks, hello, ok: compliance violation")]
    public void Decide_CriticalPhrase_IsCriticalAlone(string prompt)
    {
        Assert.Equal(Complexity.Critical, Decide(prompt).Complexity);
        Assert.Equal(Complexity.Critical, Decide(prompt, "operator").Complexity);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public void Decide_NothingAsked_IsSimple(string prompt) => Assert.Equal(Complexity.Simple, Decide(prompt).Complexity);

    [Fact]
    public void Decide_ChineseQuestion_IsMeasuredByWhatItSays()
    {
        var chinese = Decide("我们的数据库出现严重故障，请分析根本原因并制定全面的灾难恢复方案，同时比较三种备份方案的成本和风险，并说明每个步骤由谁负责以及多久可以完成，最后给出一份可以直接提交给董事会的书面总结。");
        Assert.Equal(Complexity.Complex, chinese.Complexity);
        Assert.Equal(Complexity.Moderate, Decide("你好，请问我的账单在哪里？").Complexity);
    }

    [Fact]
    public void Decide_AMegabyte_EndsWithinASecond()
    {
        var text = string.Concat(Enumerable.Repeat("The legal audit plan's root cause? yes — no; 审计 key=value at x.y(z) `a` ", 14_000));
        Decide(text);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Decide(text);
        Assert.True(watch.ElapsedMilliseconds < 1000, $"{watch.ElapsedMilliseconds} ms for {text.Length} characters");
    }

    [Fact]
    public void Decide_QualityPreferred_LiftsModerateToTheStandardModel()
    {
        var decision = Decide(new RoutingRequest("The printer on floor two is out of paper", Preference: RoutingPreference.Quality));
        Assert.Equal((Complexity.Moderate, "gpt-4o", ChoiceGround.PreferQuality), (decision.Complexity, decision.ModelId, decision.Ground));
    }

    [Fact]
    public void Decide_QualityPreferred_LeavesSimpleOnTheSmallModel() =>
        Assert.Equal("gpt-4o-mini", Decide(new RoutingRequest("hello", Preference: RoutingPreference.Quality)).ModelId);

    [Fact]
    public void Decide_CostPreferred_KeepsComplexOnTheSmallModel()
    {
        var decision = Decide(new RoutingRequest(Golden, Preference: RoutingPreference.Cost));
        Assert.Equal((Complexity.Complex, "gpt-4o-mini", ChoiceGround.PreferCost), (decision.Complexity, decision.ModelId, decision.Ground));
        Assert.Contains("prefers cost", decision.WhyNot.Single(other => other.ModelId == "gpt-4o").Reason);
    }

    [Fact]
    public void Decide_OrganizationPrefersBalance_OverridesThePolicysPreference()
    {
        var policy = RoutingPolicy.Default with { Preference = RoutingPreference.Cost };
        Assert.Equal("gpt-4o", Decide(new RoutingRequest(Golden, Preference: RoutingPreference.Balanced), policy).ModelId);
        Assert.Equal("gpt-4o-mini", Decide(new RoutingRequest(Golden), policy).ModelId);
    }

    [Theory]
    [InlineData("We have a security breach", "gpt-4o")]
    [InlineData(Golden, "gpt-4o-mini")]
    [InlineData("hello", "gpt-4o-mini")]
    public void Decide_NearBudget_FallsOneStep(string prompt, string model) =>
        Assert.Equal(model, Decide(new RoutingRequest(prompt, Headroom: BudgetHeadroom.Near)).ModelId);

    [Fact]
    public void Decide_NearBudgetThoughQualityIsPreferred_BlamesTheBudget() =>
        Assert.Contains(
            "the budget is nearly used",
            Decide(new RoutingRequest("hello", Preference: RoutingPreference.Quality, Headroom: BudgetHeadroom.Near))
                .WhyNot.Single(other => other.ModelId == "gpt-4-turbo").Reason);

    [Fact]
    public void Decide_BudgetInsufficient_FallsToTheCheapestModel()
    {
        var decision = Decide(new RoutingRequest("We have a security breach", Headroom: BudgetHeadroom.Insufficient));
        Assert.Equal(("gpt-4o-mini", ChoiceGround.Budget, Complexity.Critical), (decision.ModelId, decision.Ground, decision.Complexity));
    }

    [Theory]
    [InlineData(false, 100L, 100L, BudgetHeadroom.Enough)]
    [InlineData(true, 89L, 100L, BudgetHeadroom.Enough)]
    [InlineData(true, 90L, 100L, BudgetHeadroom.Near)]
    [InlineData(true, 90L, null, BudgetHeadroom.Enough)]
    public void HeadroomAt_SpendAndCap_IsNearFromThePolicysShareOn(bool fallback, long used, long? cap, BudgetHeadroom headroom) =>
        Assert.Equal(headroom, (RoutingPolicy.Default with { BudgetFallback = fallback }).HeadroomAt(used, cap));

    [Fact]
    public void Decide_ForcedModel_Answers()
    {
        var decision = Decide(new RoutingRequest("hello", ForcedModelId: "gpt-5.5"));
        Assert.Equal(("gpt-5.5", ChoiceGround.Forced, 1d), (decision.ModelId, decision.Ground, decision.Confidence));
        Assert.Equal("gpt-4o-mini", decision.NearestFlip?.ModelId);
    }

    [Fact]
    public void Decide_ForcedModelNotAllowed_IsRefusedWithWhatIs()
    {
        var policy = RoutingPolicy.Default with { AllowedModels = ["gpt-4o-mini", "gpt-4o", "gpt-4-turbo"] };
        var refused = Assert.Throws<InvalidInputException>(() => Decide(new RoutingRequest("hello", ForcedModelId: "gpt-5.5"), policy));
        Assert.Equal("The model 'gpt-5.5' is not allowed here. Allowed: gpt-4o-mini, gpt-4o, gpt-4-turbo.", refused.Message);
    }

    [Theory]
    [InlineData("gpt-99")]
    [InlineData("text-embedding-3-small")]
    public void Decide_ForcedModelThatIsNoChatModel_IsRefused(string model) =>
        Assert.Throws<InvalidInputException>(() => Decide(new RoutingRequest("hello", ForcedModelId: model)));

    [Fact]
    public void Decide_MappedModelShutDown_NamesTheStandIn()
    {
        var decision = Decide(new RoutingRequest("We have a security breach"), now: AfterTurboShutdown);
        Assert.Equal(("gpt-5.5", ModelClass.Advanced), (decision.ModelId, decision.ModelClass));
        Assert.Equal("gpt-4-turbo", decision.StandIn?.RequestedId);
        Assert.Contains("in place of gpt-4-turbo, which is shut down since 2026-10-23", decision.Reason);
    }

    [Fact]
    public void Decide_MappedModelGoneWithoutSuccessor_SaysSo()
    {
        var catalog = new ModelCatalog(CatalogSeed.Models.Select(model => model.Id == "gpt-4-turbo" ? model with { SuccessorId = null } : model));
        var refused = Assert.Throws<InvalidInputException>(
            () => Router.Decide(new RoutingRequest("We have a security breach"), RoutingPolicy.Default, catalog, AfterTurboShutdown));
        Assert.Contains("no successor is set for gpt-4-turbo", refused.Message);
    }

    [Fact]
    public void Decide_Estimate_IsThePriceOfTheStatedTokens()
    {
        var decision = Decide(new RoutingRequest("hello", ContextTokens: 98));
        Assert.Equal(100, decision.Estimate.InputTokens);
        Assert.Equal((100 * 150_000L) + (decision.Estimate.OutputTokens * 600_000L), decision.EstimatedCostPicoUsd);
        Assert.Equal("gpt-4o-mini@2026-08", decision.Estimate.PriceId);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("Analyze the root cause of the database outage and design a comprehensive disaster recovery strategy")]
    public void Decide_OtherPolicy_EstimatesAnAnswerOfTheSameLength(string prompt)
    {
        var request = new RoutingRequest(prompt);
        var critical = new KeywordLists([], [], [], [prompt.Split(' ')[0]], []);
        RoutingPolicy[] policies =
        [
            RoutingPolicy.Default with { Dial = 0 },
            RoutingPolicy.Default with { Dial = 1 },
            RoutingPolicy.Default with { Strategy = RoutingStrategy.Rules },
            RoutingPolicy.Default with { Strategy = RoutingStrategy.Rules, Keywords = critical },
            RoutingPolicy.Default with { Strategy = RoutingStrategy.Rules, LengthBounds = new(1, 2, 3) },
        ];
        var decisions = policies.Select(policy => Decide(request, policy)).Append(Decide(request with { ForcedModelId = "gpt-4o" }, RoutingPolicy.Default)).ToList();

        Assert.True(decisions.Select(decision => decision.Complexity).Distinct().Count() > 1);
        Assert.Single(decisions.Select(decision => decision.Estimate.OutputTokens).Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(150)]
    [InlineData(300)]
    [InlineData(5_000)]
    public void Decide_LongerQuestion_EstimatesNoShorterAnswer(int length) => Assert.True(
        Decide(new string('a', length)).Estimate.OutputTokens <= Decide(new string('a', length + 1)).Estimate.OutputTokens);

    [Fact]
    public void Decide_NoPriceKnown_EstimatesNoCost()
    {
        var catalog = new ModelCatalog(CatalogSeed.Models.Select(model => model with { Prices = [] }));
        Assert.Null(Router.Decide(new RoutingRequest("hello"), RoutingPolicy.Default, catalog, Now).EstimatedCostPicoUsd);
    }

    [Fact]
    public void Decide_WhyNot_CoversEveryOtherModelOfTheMap() =>
        Assert.Equal(["gpt-4o", "gpt-4-turbo"], Decide("hello").WhyNot.Select(other => other.ModelId));

    [Fact]
    public void Decide_Confidence_IsAHalfAtTheBoundOfAnotherModel()
    {
        // Longer and longer, until the model changes: there the confidence is lowest.
        var decisions = Enumerable.Range(1, 400).Select(length => Decide(new string('x', length), policy: Rules)).ToList();
        var last = decisions.FindLastIndex(decision => decision.ModelClass == ModelClass.Small);
        Assert.InRange(last, 200, 350);
        Assert.InRange(decisions[last].Confidence, 0.5, 0.505);
        Assert.InRange(decisions[last].StrongProbability, 0.495, 0.5);
    }

    [Fact]
    public void Decide_OneModelForEverything_IsCertain()
    {
        var policy = RoutingPolicy.Default with { Models = new("gpt-4o", "gpt-4o", "gpt-4o", "gpt-4o") };
        var decision = Decide("hello", policy: policy);
        Assert.Equal(1, decision.Confidence);
        Assert.Null(decision.NearestFlip);
        Assert.Empty(decision.WhyNot);
    }

    [Theory]
    [InlineData(RoutingStrategy.Rules, false)]
    [InlineData(RoutingStrategy.Learned, true)]
    [InlineData(RoutingStrategy.Combined, true)]
    public void Decide_Decision_NamesPolicyStrategyAndModelVersion(RoutingStrategy strategy, bool hasModel)
    {
        var decision = Decide("hello", policy: RoutingPolicy.Default with { Version = 7, Strategy = strategy });
        Assert.Equal((7, strategy), (decision.PolicyVersion, decision.Strategy));
        Assert.Equal(hasModel, decision.ModelVersion?.StartsWith("gain-", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Default_Strategy_IsCombined() => Assert.Equal(RoutingStrategy.Combined, RoutingPolicy.Default.Strategy);

    [Fact]
    public void Parse_UnknownStrategy_SaysWhatThereIs() =>
        Assert.Contains("Use 'rules', 'learned' or 'combined'", Assert.Throws<InvalidInputException>(() => RoutingStrategies.Parse("magic")).Message);

    [Theory]
    [InlineData("Rules", RoutingStrategy.Rules)]
    [InlineData("learned", RoutingStrategy.Learned)]
    [InlineData("COMBINED", RoutingStrategy.Combined)]
    public void Parse_KnownStrategy_IsTakenInAnyCase(string name, RoutingStrategy strategy) => Assert.Equal(strategy, RoutingStrategies.Parse(name));

    [Fact]
    public void Decide_Evidence_PointsIntoThePromptAsGiven()
    {
        const string prompt = "  ⚠️ Who’s\tbehind the “root\u00a0cause” — Ａudit?";
        var decision = Decide(prompt);
        var pieces = decision.Contributions.SelectMany(signal => signal.Evidence).ToList();
        Assert.Contains(pieces, piece => prompt.Substring(piece.Start, piece.Length) == "root\u00a0cause");
        Assert.Contains(pieces, piece => prompt.Substring(piece.Start, piece.Length) == "Ａudit");
        Assert.Equal("root\u00a0cause", decision.Signal(SignalNames.ComplexKeywords)!.Evidence[0].Text);
    }
}
