namespace TenantConsole.Components.Layout;

/// <summary>Places in the bar that a page fills: <c>&lt;SectionContent SectionName="@ShellSections.Period"&gt;</c>.</summary>
public static class ShellSections
{
    /// <summary>The organization switcher.</summary>
    public const string Organization = "shell-organization";

    /// <summary>The logo of the organization that the page is about; it takes the place of the console's own.</summary>
    public const string Brand = "shell-brand";

    /// <summary>The period that the page's figures are about; always in sight.</summary>
    public const string Period = "shell-period";
}
