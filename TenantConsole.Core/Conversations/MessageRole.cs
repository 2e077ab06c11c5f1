namespace TenantConsole.Core.Conversations;

/// <summary>Who speaks. The numbers are stored.</summary>
public enum MessageRole : short
{
    Question = 1,
    Answer = 2,
}
