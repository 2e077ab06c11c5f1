namespace TenantConsole.Components.Layout;

/// <summary>Places in the bar that a page fills: <c>&lt;SectionContent SectionName="@ShellSections.Period"&gt;</c>.</summary>
public static class ShellSections
{
    /// <summary>The organization switcher.</summary>
    public const string Organization = "shell-organization";

    /// <summary>The period that the page's figures are about; always in sight.</summary>
    public const string Period = "shell-period";
}
