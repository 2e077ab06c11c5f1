namespace TenantConsole.Core.Routing.Signals;

/// <summary>What a report of trouble says.</summary>
internal enum ImpactKind
{
    /// <summary>Fraud, theft, a payment that the asker did not make, fire: serious alone.</summary>
    Harm,

    /// <summary>Something fails. Alone it is an everyday question.</summary>
    Failure,

    /// <summary>It fails for others as well.</summary>
    Scope,

    /// <summary>What came of it.</summary>
    Consequence,

    /// <summary>It has been tried, or goes on.</summary>
    Persistence,

    Urgency,
}
