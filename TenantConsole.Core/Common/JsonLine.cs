using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TenantConsole.Core.Common;

/// <summary>One line of a JSON-lines file: an object with an id. What is read from it and is not as it should be is told with the line's number.</summary>
public sealed class JsonLine
{
    private readonly JsonElement _root;

    private JsonLine(JsonElement root, JsonElement id, int number) => (_root, Id, Number) = (root, id, number);

    /// <summary>Text or a number, given back as it came; undefined where it is missing and not wanted.</summary>
    public JsonElement Id { get; }

    /// <summary>From 1.</summary>
    public int Number { get; }

    /// <exception cref="InvalidInputException">The property is missing or not text.</exception>
    public string Text(string property) => OptionalText(property) ?? throw Bad($"'{property}' is missing or not text");

    /// <summary>Null where the property is missing or null.</summary>
    /// <exception cref="InvalidInputException">It is something else than text.</exception>
    public string? OptionalText(string property)
    {
        if (!_root.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw Bad($"'{property}' is not text");
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Bad($"'{property}' has half a surrogate pair");
        }
    }

    /// <summary>Null where the property is missing or null.</summary>
    /// <exception cref="InvalidInputException">It is no whole number from 0 on.</exception>
    public int? OptionalCount(string property)
    {
        if (!_root.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count : throw Bad($"'{property}' is not a whole number from 0 on");
    }

    /// <summary>What is thrown for this line.</summary>
    public InvalidInputException Bad(string what) => Bad(Number, what);

    /// <summary>Equal for equal ids; a text and a number are never equal.</summary>
    internal UInt128 IdHash()
    {
        var id = Id.ValueKind == JsonValueKind.String ? OptionalText("id")! : Id.GetRawText();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes((Id.ValueKind == JsonValueKind.String ? "s" : "n") + id));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <exception cref="InvalidInputException">The line is not JSON; the message says from where on.</exception>
    internal static JsonDocument Parse(string text, int number)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException fault)
        {
            throw Bad(number, $"not valid JSON: {WhatIsWrong(text, fault)}");
        }
    }

    internal static InvalidInputException Bad(int number, string what) => new(string.Create(null, $"Line {number}: {what}."), $"line {number}");

    /// <summary>The parser's own message counts bytes from 0 and speaks to programmers.</summary>
    private static string WhatIsWrong(string text, JsonException fault)
    {
        var at = 0;
        for (long bytes = 0; at < text.Length && bytes < fault.BytePositionInLine;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var characters);
            (at, bytes) = (at + characters, bytes + rune.Utf8SequenceLength);
        }

        return at >= text.AsSpan().TrimEnd().Length ? "it ends too early; is a bracket or a quotation mark left open?"
            : string.Create(null, $"character {at + 1} cannot stand where it does");
    }

    internal static JsonLine Of(JsonElement root, int number, bool wantsId = true)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Bad(number, "a JSON object is wanted");
        }

        var has = root.TryGetProperty("id", out var id) && id.ValueKind != JsonValueKind.Null;
        return has && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? new(root, id, number)
            : !has && !wantsId ? new(root, default, number)
            : throw Bad(number, "'id' is missing or neither text nor a number");
    }
}
