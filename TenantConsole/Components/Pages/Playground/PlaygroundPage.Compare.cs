using TenantConsole.Components.Pages.Playground.Compare;
using TenantConsole.Core.Conversations.Comparisons;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>The mode in which several are asked at once.</summary>
public sealed partial class PlaygroundPage
{
    private IReadOnlyList<ComparisonColumn> _columns = [];
    private CompareDesk? _compare;
    private bool _leftOut;

    private bool IsComparing => Compare is not null;

    /// <summary>
    /// The columns of the address, without policies that the person may not try; where it names fewer than can be compared the usual ones stand in.
    /// </summary>
    private void TakeColumns()
    {
        if (_organization is { Models.Count: > 0 } organization && PlaygroundAddress.ColumnsOf(Compare) is { } all)
        {
            IReadOnlyList<ComparisonColumn> named = [.. all.Where(column => column.Trial is null || organization.MayTryPolicies)];
            _leftOut = named.Count < all.Count;
            _columns = named.Count >= NewComparison.MinColumns ? named : [.. named.Concat(organization.UsualComparison).Distinct().Take(NewComparison.MinColumns)];
        }
    }

    private void ChooseColumns(IReadOnlyList<ComparisonColumn> columns) => Choose(Address with { Compare = columns });

    private void Deny() => _state = PageState.Denied;
}
