namespace TenantConsole.Core.Routing;

/// <summary>
/// How long an answer usually is, for estimates of a cost only. Nothing is reserved or counted by it.
/// </summary>
/// <remarks>
/// It depends on the question alone. A policy decides who answers; it makes no answer longer, so that the costs of two policies or of two models differ by their prices only.
/// </remarks>
internal static class UsualAnswer
{
    private static readonly LengthBounds Bounds = new();

    /// <param name="length">The question's, as <see cref="Signals.TextLength"/> reads it: whoever writes more asks for more.</param>
    public static int TokensFor(int length) => length switch
    {
        _ when length < Bounds.SimpleBelow => 120,
        _ when length <= Bounds.ModerateUpTo => 250,
        _ when length <= Bounds.ComplexUpTo => 600,
        _ => 900,
    };
}
