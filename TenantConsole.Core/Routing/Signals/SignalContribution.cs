namespace TenantConsole.Core.Routing.Signals;

/// <summary>What one signal added to the score.</summary>
/// <param name="Signal">Its name: one of <see cref="SignalNames"/>.</param>
/// <param name="Weight">The policy's weight of it; <paramref name="Contribution"/> has it in already.</param>
/// <param name="Contribution">Above 0 towards the larger model, below 0 towards the small one. The score is the sum of all.</param>
/// <param name="Note">The same in words.</param>
public sealed record SignalContribution(string Signal, double Weight, double Contribution, IReadOnlyList<Evidence> Evidence, string Note);
