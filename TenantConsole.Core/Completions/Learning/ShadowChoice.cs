using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Which calls can be compared with what the other model answers.</summary>
internal static class ShadowChoice
{
    /// <summary>Longer conversations are not bought a second time.</summary>
    private const int MostCharacters = 60_000;

    /// <summary>A whole answer in words, of the model that the routing itself chose.</summary>
    public static bool IsFit(CompletionRequest request, CompletionReceipt receipt, ProviderResult result) =>
        request.Trial is null
        && receipt.Outcome == CompletionOutcome.Completed
        && receipt.Decision.Ground is ChoiceGround.Map or ChoiceGround.PreferQuality or ChoiceGround.PreferCost
        && result is { Text.Length: > 0, ToolCalls.Count: 0 }
        && request.Messages.Sum(message => message.Content.Length) <= MostCharacters;
}
