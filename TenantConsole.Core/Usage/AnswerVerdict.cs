namespace TenantConsole.Core.Usage;

/// <summary>What a person thinks of an answer. The numbers are stored.</summary>
public enum AnswerVerdict : short
{
    Good = 1,
    Bad = 2,
}
