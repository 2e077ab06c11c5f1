namespace TenantConsole.Core.Quotas;

/// <summary>What becomes of a limit if things go on as they do.</summary>
public enum LimitOutlook
{
    /// <summary>There is no limit to run out of.</summary>
    NoLimit,

    /// <summary>Nothing is left now.</summary>
    Reached,

    /// <summary>It runs out at a moment that can be told.</summary>
    RunsOut,

    /// <summary>What is left lasts until the period begins anew.</summary>
    LastsToReset,

    /// <summary>Nothing was added lately: it does not run out.</summary>
    Still,

    /// <summary>Too little of the period has passed to tell a rate.</summary>
    TooEarly,

    /// <summary>The limit is of a minute: it is over before a forecast is read.</summary>
    NotTold,
}
