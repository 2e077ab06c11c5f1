namespace TenantConsole.Core.Usage;

/// <summary>Who said how good an answer is. The numbers are stored.</summary>
public enum OutcomeSource : short
{
    /// <summary>A person.</summary>
    Thumb = 1,

    /// <summary>The judge of small models' answers.</summary>
    Verdict = 2,

    /// <summary>A model that compared both models' answers.</summary>
    Shadow = 3,
}
