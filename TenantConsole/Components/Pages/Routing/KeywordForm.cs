using System.Collections.ObjectModel;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The keyword lists as they are edited. A keyword stands in one list, once.</summary>
public sealed class KeywordForm
{
    private readonly KeywordLists _basis;
    private readonly Dictionary<Complexity, List<string>> _lists;
    private readonly Dictionary<string, Complexity> _homes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _everyday;

    public KeywordForm(KeywordLists basis)
    {
        _basis = basis;
        _lists = Enum.GetValues<Complexity>().ToDictionary(complexity => complexity, complexity => basis.Of(complexity).ToList());
        _everyday = [.. basis.Everyday.Select(KeywordText.Key)];
        foreach (var (complexity, list) in _lists)
        {
            foreach (var keyword in list)
            {
                _homes.TryAdd(KeywordText.Key(keyword), complexity);
            }
        }
    }

    public int Count => _lists.Values.Sum(list => list.Count);

    public ReadOnlyCollection<string> Of(Complexity complexity) => _lists[complexity].AsReadOnly();

    public bool IsEveryday(string keyword) => _everyday.Contains(KeywordText.Key(keyword));

    /// <summary>Adds a written list; what stands in a list already stays there.</summary>
    public KeywordsAdded Add(Complexity complexity, string text)
    {
        var (added, there, elsewhere) = (0, 0, new List<string>());
        foreach (var keyword in KeywordText.Split(text))
        {
            if (_homes.TryAdd(KeywordText.Key(keyword), complexity))
            {
                _lists[complexity].Add(keyword);
                added++;
            }
            else if (_homes[KeywordText.Key(keyword)] == complexity)
            {
                there++;
            }
            else
            {
                elsewhere.Add(keyword);
            }
        }

        return new(added, there, elsewhere);
    }

    public void Remove(Complexity complexity, string keyword)
    {
        if (_lists[complexity].Remove(keyword))
        {
            _homes.Remove(KeywordText.Key(keyword));
        }
    }

    public void Clear(Complexity complexity)
    {
        foreach (var keyword in _lists[complexity])
        {
            _homes.Remove(KeywordText.Key(keyword));
        }

        _lists[complexity].Clear();
    }

    /// <summary>Puts the designed list in its place; what of it stands in another list stays there.</summary>
    public KeywordsAdded Reset(Complexity complexity)
    {
        Clear(complexity);
        var everyday = KeywordLists.Default.Everyday.Select(KeywordText.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in KeywordLists.Default.Of(complexity).Select(KeywordText.Key).Where(key => !_homes.ContainsKey(key)))
        {
            if (everyday.Contains(key))
            {
                _everyday.Add(key);
            }
            else
            {
                _everyday.Remove(key);
            }
        }

        return Add(complexity, string.Join('\n', KeywordLists.Default.Of(complexity)));
    }

    /// <summary>Marks the keyword as one that ordinary questions have too, or takes the mark off.</summary>
    public void ToggleEveryday(string keyword)
    {
        if (!_everyday.Remove(KeywordText.Key(keyword)))
        {
            _everyday.Add(KeywordText.Key(keyword));
        }
    }

    /// <summary>A list with the same keywords as before keeps its order, so that what was taken out and put back is no change.</summary>
    public KeywordLists Read()
    {
        var everyday = _lists.Values.SelectMany(list => list).Where(IsEveryday).ToList();
        var sameEveryday = _basis.Everyday.Select(KeywordText.Key).ToHashSet(StringComparer.Ordinal).SetEquals(everyday.Select(KeywordText.Key));
        return new(
            Same(_basis.Simple, _lists[Complexity.Simple]),
            Same(_basis.Moderate, _lists[Complexity.Moderate]),
            Same(_basis.Complex, _lists[Complexity.Complex]),
            Same(_basis.Critical, _lists[Complexity.Critical]),
            sameEveryday ? _basis.Everyday : everyday);
    }

    private static IReadOnlyList<string> Same(IReadOnlyList<string> before, List<string> now) =>
        before.Count == now.Count && before.ToHashSet(StringComparer.Ordinal).SetEquals(now) ? before : [.. now];
}
