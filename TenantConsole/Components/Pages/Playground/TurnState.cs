namespace TenantConsole.Components.Pages.Playground;

/// <summary>How far a question has got.</summary>
public enum TurnState
{
    /// <summary>No word has come yet.</summary>
    Waiting,

    /// <summary>The answer is coming.</summary>
    Answering,

    /// <summary>The call has ended and is in the ledger, whole or in part.</summary>
    Answered,

    /// <summary>A limit stood in the way; nothing was spent.</summary>
    Refused,

    /// <summary>There is no answer.</summary>
    Failed,

    /// <summary>It was stopped before it came to the ledger's receipt.</summary>
    Stopped,

    /// <summary>It was asked elsewhere, or before the program ended, and no answer is kept.</summary>
    Unanswered,
}
