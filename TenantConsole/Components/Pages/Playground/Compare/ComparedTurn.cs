using TenantConsole.Core.Conversations.Comparisons;

namespace TenantConsole.Components.Pages.Playground.Compare;

/// <summary>A column of a comparison and what became of its call.</summary>
public sealed record ComparedTurn(ComparisonColumn Column, Turn Turn);
