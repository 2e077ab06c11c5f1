namespace TenantConsole.Core.Members;

/// <summary>What it takes to make an account.</summary>
public sealed record NewAccount(string Email, string Password)
{
    /// <summary>How the person is called in the console; empty: by the e-mail address.</summary>
    public string DisplayName { get; init; } = "";

    public bool IsPlatformAdmin { get; init; }

    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => nameof(NewAccount);
}
