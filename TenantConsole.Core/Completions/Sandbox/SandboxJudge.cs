using System.Globalization;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Completions.Learning;

namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>Plays the judge of two answers: it knows nothing, so it goes by whether an answer says that it is unsure, and by how much it says.</summary>
internal static class SandboxJudge
{
    private const int Doubtful = 3;
    private const int Short = 6;
    private const int Whole = 8;
    private const int ShortLength = 400;

    /// <summary>The reply; null where that is not what is asked.</summary>
    public static SandboxAnswer? Of(IReadOnlyList<ChatMessage> messages)
    {
        if (messages is not [{ Role: "system" } task, { Role: "user" } material] || !task.Content.StartsWith(ShadowJudge.Opening, StringComparison.Ordinal))
        {
            return null;
        }

        var mark = material.Content.Split(' ', 2)[0];
        var parts = material.Content.Split($"{mark} ", StringSplitOptions.RemoveEmptyEntries);
        return parts is [var question, var first, var second, ..]
            ? new(string.Create(CultureInfo.InvariantCulture, $"{{\"first\": {Score(question, first)}, \"second\": {Score(question, second)}}}"), IsUnsure: false)
            : null;
    }

    private static int Score(string question, string answer) => AnswerWording.IsUncertain(question, answer) ? Doubtful : answer.Length < ShortLength ? Short : Whole;
}
