using System.Globalization;
using System.Text;

namespace TenantConsole.Core.Common;

/// <summary>
/// Text in the form in which it is searched and sorted: lower case, accents dropped. It is stored beside the text itself, because the databases fold letters differently and
/// SQLite only those of English.
/// </summary>
public static class SearchText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
