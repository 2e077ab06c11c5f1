namespace TenantConsole.Core.Usage;

/// <summary>How a call ended. The numbers are stored.</summary>
public enum CompletionOutcome : short
{
    /// <summary>The provider said it was finished.</summary>
    Completed = 1,

    /// <summary>The answer met its token limit.</summary>
    CutAtLength = 2,

    /// <summary>The provider's content filter stopped it.</summary>
    ContentFiltered = 3,

    /// <summary>The answer broke off; what came was kept and billed.</summary>
    Interrupted = 4,

    /// <summary>The person stopped it; what came was kept and billed.</summary>
    Cancelled = 5,

    /// <summary>No answer came.</summary>
    Failed = 6,
}
