namespace TenantConsole.Components.Shared;

/// <summary>What a person is asked before something that is not undone easily.</summary>
/// <param name="Title">The act as a question, such as "Suspend Contoso?".</param>
/// <param name="Message">What follows from it and what is kept.</param>
/// <param name="Action">The button's word, such as "Suspend".</param>
public sealed record ConfirmRequest(string Title, string Message, string Action)
{
    /// <summary>The act destroys something: the button says so by its colour.</summary>
    public bool Destructive { get; init; }

    /// <summary>A name that has to be typed first; null: a click is enough.</summary>
    public string? TypeToConfirm { get; init; }
}
