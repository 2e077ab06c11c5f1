namespace TenantConsole.Core.Routing.Learning;

/// <summary>What an organization's outcomes say of one word.</summary>
/// <param name="Texts">Questions, of those looked at, that it is in.</param>
/// <param name="Gain">What it adds on average to the larger model's expected gain (a score of 0..1), where it is all that a question has; below 0: the small model does well with it.</param>
public sealed record LearnedWord(string Word, int Texts, double Gain);
