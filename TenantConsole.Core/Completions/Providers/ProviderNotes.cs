namespace TenantConsole.Core.Completions.Providers;

/// <summary>Oddities of an answer that did not end it.</summary>
[Flags]
public enum ProviderNotes
{
    None = 0,

    /// <summary>A finish reason that is not in the protocol.</summary>
    UnknownFinishReason = 1,

    /// <summary>The same chunk with content twice in a row. It was kept: a model may also repeat itself.</summary>
    RepeatedChunk = 2,

    /// <summary>Usage was reported more than once; the last one counts.</summary>
    UsageTwice = 4,

    /// <summary>Usage was negative, contradicted itself or was out of all proportion; it was counted here instead.</summary>
    UsageRejected = 8,

    /// <summary>Usage is above what was thought possible (<see cref="TokenBound"/>), and believed.</summary>
    UsageAboveBound = 16,

    /// <summary>A tool call's arguments are not JSON.</summary>
    BrokenToolCall = 32,

    /// <summary>The model declined to answer in the field meant for it; its words are the text.</summary>
    ModelDeclined = 64,
}
