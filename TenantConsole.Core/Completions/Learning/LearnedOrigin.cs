namespace TenantConsole.Core.Completions.Learning;

/// <summary>What an organization's outcomes say of where questions come from.</summary>
/// <param name="Name">The agent's name, or the job role's.</param>
/// <param name="IsAgent">Questions that this agent is asked; otherwise those of people with this job role that no agent is asked.</param>
/// <param name="Outcomes">Outcomes of its questions.</param>
/// <param name="Gain">What it adds to the larger model's expected gain (a score of 0..1); below 0: the small model does well there.</param>
public sealed record LearnedOrigin(string Name, bool IsAgent, int Outcomes, double Gain);
