namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// Checks the sums that an answer writes down: <c>20 trucks * 20 tons/truck = 400 tons</c>. A side that is no plain arithmetic of written numbers (a letter for an unknown, a
/// function) is passed over rather than guessed at.
/// </summary>
/// <param name="Count">Equations that could be checked.</param>
/// <param name="Wrong">Those of them that do not hold.</param>
/// <param name="Last">What the last one comes to, by its own right side.</param>
internal readonly record struct Reckoning(int Count, int Wrong, double? Last)
{
    private const int MostCharactersOfASide = 120;
    private static readonly string[] Joints = [" and ", " so ", " then ", " which "];

    public static Reckoning Of(ReadOnlySpan<char> text)
    {
        var (count, wrong) = (0, 0);
        double? last = null;
        foreach (var line in text.EnumerateLines())
        {
            var rest = line;
            (double Value, bool Reckons)? left = null;
            while (!rest.IsEmpty)
            {
                var end = EndOfSide(rest);
                var side = Evaluate(LastClause(rest[..end]));
                if (left is { } known && side is { } found && (known.Reckons || found.Reckons))
                {
                    count++;
                    wrong += Same(known.Value, found.Value) ? 0 : 1;
                    last = found.Value;
                }

                left = end < rest.Length && rest[end] == '=' ? side : null;
                rest = rest[Math.Min(rest.Length, end + 1)..];
            }
        }

        return new(count, wrong, last);
    }

    /// <summary>Equal as far as people round: to half a percent.</summary>
    public static bool Same(double left, double right) => Math.Abs(left - right) <= Math.Max(0.005, 0.005 * Math.Abs(left));

    /// <summary>An equals sign, or the end of a clause.</summary>
    private static int EndOfSide(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '=' or ';' or ':' or '?' or '!' || (c is '.' or ',' && (i + 1 == text.Length || text[i + 1] == ' ')) || (c == ' ' && StartsWithJoint(text[i..])))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static bool StartsWithJoint(ReadOnlySpan<char> text)
    {
        foreach (var joint in Joints)
        {
            if (text.StartsWith(joint, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of "so together they have 3 + 4": the part from the first number on.</summary>
    private static ReadOnlySpan<char> LastClause(ReadOnlySpan<char> side)
    {
        if (side.Length > MostCharactersOfASide)
        {
            side = side[^MostCharactersOfASide..];
        }

        var start = side.IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return [];
        }

        while (start > 0 && side[start - 1] is '(' or '-' or '$')
        {
            start--;
        }

        return side[start..];
    }

    private static (double Value, bool Reckons)? Evaluate(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        var parser = new Parser(text);
        return parser.TryRead(out var value) ? (value, parser.Operators > 0) : null;
    }

    /// <summary>Sums of products of numbers and brackets; words between them are units and read over.</summary>
    private ref struct Parser(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _at;
        private int _depth;

        public int Operators { get; private set; }

        public bool TryRead(out double value) => TrySum(out value) && _at >= _text.Length && double.IsFinite(value);

        private bool TrySum(out double value)
        {
            if (!TryProduct(out value))
            {
                return false;
            }

            while (Next() is '+' or '-' or '−' or '–')
            {
                var minus = _text[_at++] != '+';
                if (!TryProduct(out var term))
                {
                    return false;
                }

                Operators++;
                value += minus ? -term : term;
            }

            return true;
        }

        private bool TryProduct(out double value)
        {
            if (!TryFactor(out value))
            {
                return false;
            }

            while (Next() is '*' or '×' or '·' or '/' or '÷' or 'x')
            {
                var divides = _text[_at++] is '/' or '÷';
                if (!TryFactor(out var factor))
                {
                    return false;
                }

                Operators++;
                value = divides ? value / factor : value * factor;
            }

            return true;
        }

        private bool TryFactor(out double value)
        {
            value = 0;
            var c = Next();
            if (c is '-' or '−')
            {
                _at++;
                var read = TryFactor(out value);
                value = -value;
                return read;
            }

            if (c == '(' && _depth < 8)
            {
                _at++;
                _depth++;
                var read = TrySum(out value) && Next() == ')';
                _at++;
                _depth--;
                return read;
            }

            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            _at += NumberText.Length(_text[_at..], out value);
            if (_at < _text.Length && _text[_at] == '%')
            {
                _at++;
                value /= 100;
            }

            return true;
        }

        /// <summary>The next character that counts; '\0' at the end. Units, spaces and currency signs are read over; "tons/truck" is a unit too.</summary>
        private char Next()
        {
            while (_at < _text.Length)
            {
                var c = _text[_at];
                if (c == 'x' && IsTimes())
                {
                    return 'x';
                }

                if (char.IsLetter(c))
                {
                    while (_at < _text.Length && (char.IsLetter(_text[_at]) || (_text[_at] is '/' or '-' && _at + 1 < _text.Length && char.IsLetter(_text[_at + 1]))))
                    {
                        _at++;
                    }
                }
                else if (c is ' ' or '$' or '€' or '£' or '\\' or '\t' or '"' or '\'')
                {
                    _at++;
                }
                else
                {
                    return c;
                }
            }

            return '\0';
        }

        private readonly bool IsTimes() => (_at == 0 || !char.IsLetter(_text[_at - 1])) && (_at + 1 == _text.Length || !char.IsLetter(_text[_at + 1])) && _text[(_at + 1)..].IndexOfAnyInRange('0', '9') >= 0;
    }
}
