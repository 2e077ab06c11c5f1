using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>The tickets of an organization, as a list or on a board. Search, filters, order and page are in the address.</summary>
public sealed partial class TicketsPage
{
    private TicketsAddress _address = new();

    [Parameter]
    public string Slug { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private string? Priority { get; set; }

    [SupplyParameterFromQuery]
    private string? Category { get; set; }

    [SupplyParameterFromQuery]
    private string? Tag { get; set; }

    [SupplyParameterFromQuery]
    private string? Agent { get; set; }

    [SupplyParameterFromQuery]
    private bool Mine { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "desc")]
    private bool Descending { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    protected override void OnParametersSet() =>
        _address = TicketsAddress.Parse(Search, Status, Priority, Category, Tag, Agent, Mine, Sort, Descending, Page, View);

    private void Show(TicketsAddress address) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(address.Query()), replace: true);
}
