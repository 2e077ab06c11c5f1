using TenantConsole.Core.Common;

namespace TenantConsole.Core.Lab;

/// <summary>What a person may give the lab at once, and what a question of it must be.</summary>
public static class QuestionLimits
{
    /// <summary>The largest file, in bytes.</summary>
    public const long MostBytes = 64_000_000;

    /// <summary>The longest pasted text, in characters. More comes as a file, which is read as it arrives.</summary>
    public const int LongestPasted = 2_000_000;

    public const int MostQuestions = 200_000;

    /// <summary>The longest question, in characters.</summary>
    public const int LongestPrompt = 1_000_000;

    public const int LongestLabel = 200;
    private const int LongestJobRole = 64;
    private const int MostTurns = 100_000;

    /// <summary>A question of a file.</summary>
    /// <param name="number">Of its line, for what is wrong with it.</param>
    /// <exception cref="InvalidInputException">It cannot be taken; the message begins with the line's number.</exception>
    internal static ReplayQuestion Checked(int number, string prompt, string? label, string? jobRole, int? turns)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            throw JsonLine.Bad(number, "the question is empty");
        }

        if (prompt.Length > LongestPrompt)
        {
            throw JsonLine.Bad(number, $"the question is longer than {LongestPrompt:N0} characters");
        }

        if (!IsText(prompt) || (label is not null && !IsText(label)) || (jobRole is not null && !IsText(jobRole)))
        {
            throw JsonLine.Bad(number, "there is a NUL or half a character in it, which is no text");
        }

        if (label?.Length > LongestLabel)
        {
            throw JsonLine.Bad(number, $"'id' is longer than {LongestLabel} characters");
        }

        if (jobRole?.Length > LongestJobRole)
        {
            throw JsonLine.Bad(number, $"'job_role' is longer than {LongestJobRole} characters");
        }

        if (turns is < 0 or > MostTurns)
        {
            throw JsonLine.Bad(number, $"'conversation_length' is a whole number from 0 to {MostTurns:N0}");
        }

        return new(prompt) { Label = string.IsNullOrEmpty(label) ? null : label, JobRole = string.IsNullOrWhiteSpace(jobRole) ? null : jobRole.Trim(), ConversationTurns = Math.Max(1, turns ?? 1) };
    }

    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))))
            {
                return false;
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return true;
    }
}
