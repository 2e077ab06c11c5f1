using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class KeywordFormTests
{
    private readonly KeywordForm _form = new(KeywordLists.Default);

    [Fact]
    public void Add_PastedList_TakesWhatIsNewAndSaysWhatBecameOfTheRest()
    {
        var added = _form.Add(Complexity.Simple, "opening hours\nSTATUS\naudit\nparking");

        Assert.Equal(["opening hours", "parking"], _form.Of(Complexity.Simple).TakeLast(2));
        Assert.Equal("2 added. One stands here already. “audit” stands in another list and was left there.", added.Sentence);
    }

    [Fact]
    public void Add_OneNewKeyword_NeedsNoWords() => Assert.Equal("", _form.Add(Complexity.Simple, "parking").Sentence);

    [Fact]
    public void Read_TakenOutAndPutBack_IsNoChange()
    {
        _form.Remove(Complexity.Simple, "hello");
        _form.Add(Complexity.Simple, "hello");

        Assert.Empty(Changes());
    }

    [Fact]
    public void Read_EverydayKeywordTakenOut_IsNoEverydayKeywordEither()
    {
        _form.Remove(Complexity.Critical, "legal");

        Assert.Equal(["keywords.critical", "keywords.everyday"], Changes());
    }

    [Fact]
    public void ToggleEveryday_Twice_IsNoChange()
    {
        _form.ToggleEveryday("root cause");
        Assert.Equal(["keywords.everyday"], Changes());

        _form.ToggleEveryday("root cause");
        Assert.Empty(Changes());
    }

    [Fact]
    public void Reset_ClearedList_HasTheDesignedKeywordsAndMarks()
    {
        _form.ToggleEveryday("legal");
        _form.Clear(Complexity.Critical);

        _form.Reset(Complexity.Critical);

        Assert.Empty(Changes());
    }

    [Fact]
    public void Reset_DesignedKeywordInAnotherList_StaysThere()
    {
        _form.Remove(Complexity.Critical, "audit");
        _form.Add(Complexity.Simple, "audit");

        Assert.Equal(["audit"], _form.Reset(Complexity.Critical).Elsewhere);
        Assert.DoesNotContain("audit", _form.Of(Complexity.Critical));
    }

    private IEnumerable<string> Changes() =>
        PolicyDiff.Between(RoutingPolicy.Default, RoutingPolicy.Default with { Keywords = _form.Read() }).Select(change => change.Field);
}
