namespace TenantConsole.Components.Pages.Account;

/// <summary>What the account pages' forms post. A page uses the fields that it shows.</summary>
public sealed class AccountForm
{
    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }

    /// <summary>What is wrong with a password that was typed twice; null when nothing is, so far.</summary>
    public string? RepetitionFault => Password == Repeated ? null : "The two passwords differ. Type the same one twice.";
}
