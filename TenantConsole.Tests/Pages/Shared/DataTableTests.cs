using Bunit;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared.Tables;
using TenantConsole.Core.Common;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class DataTableTests : ComponentTest
{
    private readonly List<PageRequest> _asked = [];
    private int _total = 60;

    [Fact]
    public void Render_FirstPage_AsksForItAlone()
    {
        var table = RenderTable();

        Assert.Equal([new PageRequest(0, 25)], _asked);
        Assert.Equal(25, table.FindAll("tbody tr").Count);
    }

    [Fact]
    public void Render_Row_IsARealLinkInItsFirstCell() => Assert.Equal("/items/0", RenderTable().Find("tbody tr td a.row-link").GetAttribute("href"));

    [Fact]
    public void Next_LastPage_ShowsTheRestAndEndsThere()
    {
        var table = RenderTable();

        table.Find("[aria-label='Next page']").Click();
        table.Find("[aria-label='Next page']").Click();

        Assert.Equal("51–60 of 60", table.Find(".table-pager [role=status]").TextContent);
        Assert.True(table.Find("[aria-label='Next page']").HasAttribute("disabled"));
    }

    [Fact]
    public void Sort_NumericColumn_LargestFirstThenTurnsRound()
    {
        var table = RenderTable();

        table.Find("th.number button").Click();
        table.Find("th.number button").Click();

        Assert.Equal([true, false], _asked.Skip(1).Select(request => request.Descending));
        Assert.All(_asked.Skip(1), request => Assert.Equal("amount", request.Sort));
    }

    [Fact]
    public async Task Search_TypingFast_AsksOnceForTheLastText()
    {
        var table = RenderTable();

        var first = table.Find("input[type=search]").InputAsync("co");
        var second = table.Find("input[type=search]").InputAsync("contoso ");
        Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);

        Assert.Equal(["contoso"], _asked.Skip(1).Select(request => request.Search));
    }

    [Fact]
    public void Filter_Changed_StartsAgainAtTheFirstPage()
    {
        var table = RenderTable();
        table.Find("[aria-label='Next page']").Click();

        table.Render(parameters => parameters.Add(component => component.Filter, "other"));

        Assert.Equal([0, 1, 0], _asked.Select(request => request.Index));
    }

    [Fact]
    public void Render_EmptyList_SaysWhatToDo()
    {
        _total = 0;

        Assert.Contains("Make the first one", RenderTable().Markup);
    }

    [Fact]
    public void Load_OvertakenAnswer_IsDropped()
    {
        var slow = new TaskCompletionSource<Page<int>>();
        var table = RenderTable(slow.Task);

        table.Render(parameters => parameters.Add(component => component.Filter, "other"));
        slow.SetResult(new Page<int>([999], 1));

        Assert.DoesNotContain("item 999", table.Markup);
        Assert.Equal(25, table.FindAll("tbody tr").Count);
    }

    private IRenderedComponent<DataTable<int>> RenderTable(Task<Page<int>>? firstAnswer = null)
    {
        Task<Page<int>> Load(PageRequest request, CancellationToken cancellationToken)
        {
            _asked.Add(request);
            return _asked.Count == 1 && firstAnswer is not null ? firstAnswer : Task.FromResult(new Page<int>([.. Enumerable.Range(0, _total).Skip(request.Skip).Take(request.Take)], _total));
        }

        RenderFragment columns = builder =>
        {
            builder.OpenComponent<TableColumn<int>>(0);
            builder.AddComponentParameter(1, "Title", "Name");
            builder.AddComponentParameter(2, "ChildContent", (RenderFragment<int>)(row => cell => cell.AddContent(0, $"item {row}")));
            builder.CloseComponent();
            builder.OpenComponent<TableColumn<int>>(3);
            builder.AddComponentParameter(4, "Title", "Amount");
            builder.AddComponentParameter(5, "Sort", "amount");
            builder.AddComponentParameter(6, "Numeric", true);
            builder.AddComponentParameter(7, "ChildContent", (RenderFragment<int>)(row => cell => cell.AddContent(0, row)));
            builder.CloseComponent();
        };
        return Render<DataTable<int>>(parameters => parameters
            .Add(component => component.Load, Load)
            .Add(component => component.Columns, columns)
            .Add(component => component.Caption, "Items")
            .Add(component => component.Searchable, true)
            .Add(component => component.RowHref, row => $"/items/{row}")
            .Add(component => component.Empty, builder => builder.AddContent(0, "Make the first one")));
    }
}
