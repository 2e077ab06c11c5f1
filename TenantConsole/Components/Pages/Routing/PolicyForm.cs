using System.Globalization;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>A routing policy as it is edited: numbers as they are typed, and what the editor does not change as it was.</summary>
public sealed class PolicyForm
{
    public PolicyForm(RoutingPolicy policy)
        : this(policy, policy)
    {
    }

    /// <param name="basis">The version in force that <paramref name="policy"/> is a change of.</param>
    public PolicyForm(RoutingPolicy basis, RoutingPolicy policy)
    {
        Basis = basis;
        Strategy = policy.Strategy;
        Dial = policy.Dial;
        Keywords = new(policy.Keywords);
        (SimpleBelow, ModerateUpTo, ComplexUpTo) = (Text(policy.LengthBounds.SimpleBelow), Text(policy.LengthBounds.ModerateUpTo), Text(policy.LengthBounds.ComplexUpTo));
        Weights = new(policy.Weights);
        Models = Enum.GetValues<Complexity>().ToDictionary(complexity => complexity, complexity => policy.Models[complexity]);
        StandardModelId = policy.StandardModelId;
        RestrictsModels = policy.AllowedModels is not null;
        AllowedModels = new(policy.AllowedModels ?? [], StringComparer.Ordinal);
        (OnLowConfidence, OnUncertainty) = (policy.Cascade.OnLowConfidence, policy.Cascade.OnUncertainty);
        (OnBrevity, OnAskingBack) = (policy.Cascade.OnBrevity, policy.Cascade.OnAskingBack);
        (Mode, WindowTokens) = (policy.Cascade.Mode, Text(policy.Cascade.WindowTokens));
        BudgetFallback = policy.BudgetFallback;
        BudgetFallbackFromPercent = Percent(policy.BudgetFallbackFromShare);
    }

    /// <summary>The version in force that is changed.</summary>
    public RoutingPolicy Basis { get; }

    public RoutingStrategy Strategy { get; set; }

    public double Dial { get; set; }

    public KeywordForm Keywords { get; }

    public string SimpleBelow { get; set; }

    public string ModerateUpTo { get; set; }

    public string ComplexUpTo { get; set; }

    public WeightForm Weights { get; }

    public Dictionary<Complexity, string> Models { get; }

    public string StandardModelId { get; set; }

    public bool RestrictsModels { get; set; }

    public HashSet<string> AllowedModels { get; }

    public bool OnLowConfidence { get; set; }

    public bool OnUncertainty { get; set; }

    public bool OnBrevity { get; set; }

    public bool OnAskingBack { get; set; }

    public CascadeMode Mode { get; set; }

    public string WindowTokens { get; set; }

    public bool BudgetFallback { get; set; }

    public string BudgetFallbackFromPercent { get; set; }

    /// <summary>What would be saved, with what cannot be read as it was.</summary>
    public RoutingPolicy Current => Read(new FormFaults());

    /// <summary>Against the version in force.</summary>
    public IReadOnlyList<PolicyChange> Changes => PolicyDiff.Between(Basis, Current);

    /// <summary>Whether leaving would lose something, be it that it cannot be read.</summary>
    public bool IsChanged
    {
        get
        {
            var faults = new FormFaults();
            var policy = Read(faults);
            return faults.Any || PolicyDiff.Between(Basis, policy).Count > 0;
        }
    }

    /// <summary>What would be saved; what cannot be read as a number is put among the faults.</summary>
    public RoutingPolicy Read(FormFaults faults) => Basis with
    {
        Strategy = Strategy,
        Dial = Dial,
        Keywords = Keywords.Read(),
        LengthBounds = new(
            Characters(SimpleBelow, Basis.LengthBounds.SimpleBelow, faults),
            Characters(ModerateUpTo, Basis.LengthBounds.ModerateUpTo, faults),
            Characters(ComplexUpTo, Basis.LengthBounds.ComplexUpTo, faults)),
        Weights = Weights.Read(Basis.Weights, faults),
        Models = new(Models[Complexity.Simple], Models[Complexity.Moderate], Models[Complexity.Complex], Models[Complexity.Critical]),
        StandardModelId = StandardModelId,
        AllowedModels = RestrictsModels ? Allowed() : null,
        BudgetFallback = BudgetFallback,
        BudgetFallbackFromShare = Share(faults),
        Cascade = Basis.Cascade with
        {
            OnLowConfidence = OnLowConfidence,
            OnUncertainty = OnUncertainty,
            OnBrevity = OnBrevity,
            OnAskingBack = OnAskingBack,
            Mode = Mode,
            WindowTokens = Tokens(faults),
        },
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(decimal share) => (share * 100).ToString("0.####", CultureInfo.InvariantCulture);

    private static int Characters(string text, int before, FormFaults faults)
    {
        if (NumberText.Whole(text) is { } number)
        {
            return number;
        }

        faults.Add("lengthBounds", "Write whole numbers of characters, such as 50, 150 and 300.");
        return before;
    }

    private IReadOnlyList<string> Allowed() =>
        Basis.AllowedModels is { } before && AllowedModels.SetEquals(before) ? before : [.. AllowedModels.Order(StringComparer.Ordinal)];

    private decimal Share(FormFaults faults)
    {
        if (NumberText.Decimal(BudgetFallbackFromPercent) is { } percent)
        {
            return BudgetFallbackFromPercent == Percent(Basis.BudgetFallbackFromShare) ? Basis.BudgetFallbackFromShare : percent / 100;
        }

        faults.Add("budgetFallbackFromShare", "Write a number from 0 to 100, such as 90.");
        return Basis.BudgetFallbackFromShare;
    }

    private int Tokens(FormFaults faults)
    {
        if (NumberText.Whole(WindowTokens) is { } tokens)
        {
            return tokens;
        }

        faults.Add("cascade.windowTokens", "Write a number of tokens, such as 80.");
        return Basis.Cascade.WindowTokens;
    }
}
