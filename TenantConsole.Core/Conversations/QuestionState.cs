namespace TenantConsole.Core.Conversations;

/// <summary>What became of a question. The numbers are stored.</summary>
public enum QuestionState : short
{
    /// <summary>It was kept and the model is being asked; for longer than a call can live: the answer was lost with the program.</summary>
    Asked = 1,

    /// <summary>The answer is kept beside it.</summary>
    Answered = 2,

    /// <summary>A limit stood in the way; nothing was spent.</summary>
    Refused = 3,

    /// <summary>No answer came.</summary>
    Failed = 4,
}
