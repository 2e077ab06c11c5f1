namespace TenantConsole.Components.Pages.Routing;

/// <summary>What became of keywords that were typed or pasted.</summary>
/// <param name="There">Stood in the list already.</param>
/// <param name="Elsewhere">Stand in another list and were left there.</param>
public sealed record KeywordsAdded(int Added, int There, IReadOnlyList<string> Elsewhere)
{
    private const int Named = 3;

    /// <summary>Told to whoever added them; empty where all is as expected.</summary>
    public string Sentence
    {
        get
        {
            var parts = new List<string>();
            if (Added != 1 || There + Elsewhere.Count > 0)
            {
                parts.Add($"{Added} added.");
            }

            if (There > 0)
            {
                parts.Add(There == 1 ? "One stands here already." : $"{There} stand here already.");
            }

            if (Elsewhere.Count > 0)
            {
                var names = string.Join(", ", Elsewhere.Take(Named).Select(keyword => $"“{keyword}”")) + (Elsewhere.Count > Named ? " …" : "");
                parts.Add(Elsewhere.Count == 1 ? $"{names} stands in another list and was left there." : $"{Elsewhere.Count} stand in another list and were left there: {names}.");
            }

            return string.Join(' ', parts);
        }
    }
}
