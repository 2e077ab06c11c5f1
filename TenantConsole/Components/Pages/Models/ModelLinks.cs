namespace TenantConsole.Components.Pages.Models;

/// <summary>Where a model's page is. Ids may have slashes in them, which stay as they are: the page takes the rest of the address.</summary>
internal static class ModelLinks
{
    public static string Of(string modelId) => "/models/" + string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString));
}
