using System.Globalization;
using System.Text;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations;

/// <summary>What conversations are called.</summary>
internal static class ConversationTitle
{
    private const int MostOfTheQuestion = 80;

    /// <summary>The beginning of a question on one line, cut between words.</summary>
    public static string Of(string question)
    {
        var line = new StringBuilder(MostOfTheQuestion + 1);
        foreach (var letter in question.EnumerateRunes())
        {
            if (line.Length > MostOfTheQuestion)
            {
                break;
            }

            if (!Rune.IsWhiteSpace(letter) && !Rune.IsControl(letter))
            {
                line.Append(letter);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        var text = line.ToString().TrimEnd();
        if (text.Length <= MostOfTheQuestion)
        {
            return text.Length > 0 ? text : Conversation.Untitled;
        }

        // Never through the middle of what a person sees as one letter.
        var end = StringInfo.ParseCombiningCharacters(text).Last(start => start <= MostOfTheQuestion - 1);
        var space = text.LastIndexOf(' ', end);
        return text[..(space > MostOfTheQuestion / 2 ? space : end)] + "…";
    }

    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string Valid(string title) => title.Trim() is { Length: > 0 and <= Conversation.MaxTitleLength } valid && !valid.Any(char.IsControl)
        ? valid
        : throw new InvalidInputException($"A title has 1 to {Conversation.MaxTitleLength} characters, on one line.", "title");
}
