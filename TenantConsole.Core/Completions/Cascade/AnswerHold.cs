using System.Text;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>Holds back the part of an answer that may still be replaced by a larger model's. What it let go it never takes back.</summary>
/// <param name="mode"><see cref="CascadeMode.Stream"/> holds nothing.</param>
internal sealed class AnswerHold(CascadeMode mode, int windowTokens)
{
    /// <summary>Tokens are counted when the answer is whole; until then this is near enough to say when a window is full.</summary>
    private const int CharactersPerToken = 4;

    private readonly StringBuilder _held = new();

    /// <summary>Nothing was shown yet.</summary>
    public bool IsHolding { get; private set; } = mode != CascadeMode.Stream;

    /// <summary>Takes the next piece and returns what may be shown now; null: nothing.</summary>
    public string? Add(string piece)
    {
        if (!IsHolding)
        {
            return piece;
        }

        _held.Append(piece);
        return mode == CascadeMode.Window && _held.Length > windowTokens * CharactersPerToken ? Release() : null;
    }

    /// <summary>Everything that is held, to be shown now; null: nothing is held.</summary>
    public string? Release()
    {
        if (!IsHolding)
        {
            return null;
        }

        IsHolding = false;
        return _held.Length == 0 ? null : _held.ToString();
    }
}
