namespace TenantConsole.Components.Shared;

/// <summary>What a status means for the person who reads it.</summary>
public enum StatusTone
{
    Neutral,
    Good,
    Caution,
    Bad,
}
