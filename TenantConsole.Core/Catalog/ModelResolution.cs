using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TenantConsole.Core.Catalog;

/// <summary>Why a model's name leads to no model that can be called.</summary>
public enum ModelResolutionFault
{
    None,

    /// <summary>No model of that name is in the catalogue.</summary>
    Unknown,

    /// <summary>The last model of the chain is shut down and names no successor.</summary>
    NoSuccessor,

    /// <summary>A successor is named that is not in the catalogue.</summary>
    SuccessorUnknown,

    /// <summary>The successors lead in a circle.</summary>
    SuccessorLoop,
}

/// <summary>Which model answers when one is asked for by name at some moment: itself, or a successor that stands in for it after its shutdown.</summary>
/// <param name="RequestedId">The name asked for.</param>
/// <param name="Model">The model to call, or null with a <paramref name="Fault"/>.</param>
/// <param name="ShutDown">The models passed over on the way, the requested one first; empty where it answers itself.</param>
public sealed record ModelResolution(string RequestedId, ModelDescriptor? Model, IReadOnlyList<ModelDescriptor> ShutDown, ModelResolutionFault Fault)
{
    [MemberNotNullWhen(true, nameof(Model))]
    public bool IsAvailable => Model is not null;

    /// <summary>Another model answers than the one asked for.</summary>
    [MemberNotNullWhen(true, nameof(Model))]
    public bool IsStandIn => Model is not null && ShutDown.Count > 0;

    /// <summary>One sentence for people: who stands in for whom since when, or why nobody does. Empty where the model answers itself.</summary>
    public string Explanation => this switch
    {
        { Fault: ModelResolutionFault.Unknown } => $"There is no model '{RequestedId}' in the catalogue.",
        { Fault: ModelResolutionFault.NoSuccessor } => $"{ShutDownSentence()}, and no successor is set for {ShutDown[^1].Id}.",
        { Fault: ModelResolutionFault.SuccessorUnknown } =>
            $"{ShutDownSentence()}, and its successor {ShutDown[^1].SuccessorId} is not in the catalogue.",
        { Fault: ModelResolutionFault.SuccessorLoop } => $"{ShutDownSentence()}, and the successors lead in a circle back to {ShutDown[^1].SuccessorId}.",
        { IsStandIn: true } => $"{Model.Id} stands in for {RequestedId}: {ShutDownSentence()}.",
        _ => "",
    };

    private string ShutDownSentence() => string.Join(", ", ShutDown.Select(
        model => string.Create(CultureInfo.InvariantCulture, $"{model.Id} is shut down since {model.ShutdownUtc:yyyy-MM-dd}")));
}
