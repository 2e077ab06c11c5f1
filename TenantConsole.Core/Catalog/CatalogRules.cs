using System.Text.RegularExpressions;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Catalog;

/// <summary>What may be written into the catalogue. All faults are found at once.</summary>
internal static partial class CatalogRules
{
    /// <summary>Above any price there is, and low enough that a call with a million tokens of it fits in a sum.</summary>
    private const decimal MaxUsdPerMillion = 100_000m;

    private const int MaxContextTokens = 100_000_000;

    public static List<FieldError> Faults(string modelId, ModelEdit edit, IReadOnlyList<ModelDescriptor> others)
    {
        var faults = new List<FieldError>();
        Check(faults, "id", IdPattern().IsMatch(modelId) ? null : "A model's id has up to 100 letters, digits and . _ - : / as the provider writes it.");
        Check(faults, "provider", ProviderPattern().IsMatch(edit.Provider) ? null : "A provider's name has up to 40 lower-case letters, digits and hyphens.");
        Check(faults, "class", Enum.IsDefined(edit.Class) ? null : "Choose a class.");
        Check(faults, "contextWindowTokens", edit.ContextWindowTokens is > 0 and <= MaxContextTokens ? null : "The context window is 1 to 100,000,000 tokens.");
        Check(faults, "maxOutputTokens", edit.MaxOutputTokens is null || (edit.MaxOutputTokens >= 0 && edit.MaxOutputTokens <= edit.ContextWindowTokens)
            ? null : "The longest answer fits in the context window; leave it empty where the provider states none.");
        Check(faults, "shutdownUtc", edit.ShutdownUtc is { Kind: not DateTimeKind.Utc } ? "The shutdown is a moment in UTC." : null);
        Check(faults, "successorId", SuccessorFault(modelId, edit, others));
        return faults;
    }

    public static List<FieldError> Faults(NewPrice price, ModelDescriptor model, DateTime nowUtc)
    {
        var faults = new List<FieldError>();
        Check(faults, "inputUsdPerMillion", AmountFault(price.InputUsdPerMillion));
        Check(faults, "cachedInputUsdPerMillion", price.CachedInputUsdPerMillion is { } cached ? AmountFault(cached) ?? CachedFault(price) : null);
        Check(faults, "outputUsdPerMillion", AmountFault(price.OutputUsdPerMillion));
        Check(faults, "source", string.IsNullOrWhiteSpace(price.Source) || price.Source.Length > 200 ? "Say where the figures come from, in up to 200 characters." : null);
        if (price.FromUtc is { } from)
        {
            Check(faults, "fromUtc", from.Kind != DateTimeKind.Utc ? "The price begins at a moment in UTC."
                : from < nowUtc && model.PriceAt(nowUtc) is not null ? "A price cannot reach back to calls that were already billed; let it begin now or later."
                : model.Prices.Any(other => other.FromUtc == from) ? "Another price begins at that moment."
                : null);
        }

        return faults;
    }

    public static long MicroUsd(decimal usd) => (long)(usd * 1_000_000m);

    private static string? SuccessorFault(string modelId, ModelEdit edit, IReadOnlyList<ModelDescriptor> others)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { modelId };
        for (var (next, first) = (edit.SuccessorId, true); next is not null; first = false)
        {
            if (!seen.Add(next))
            {
                return $"The successors would lead in a circle: {string.Join(" → ", seen)} → {next}.";
            }

            var model = others.FirstOrDefault(other => other.Id == next);
            if (model is null)
            {
                return first ? $"There is no model '{next}' in the catalogue." : null;
            }

            if (first && model.Class.IsChat() != edit.Class.IsChat())
            {
                return "A model that answers questions and one that answers with vectors cannot stand in for each other.";
            }

            next = model.SuccessorId;
        }

        return null;
    }

    private static string? AmountFault(decimal usd) =>
        usd is < 0 or > MaxUsdPerMillion ? "A price is 0 to 100,000 USD per million tokens."
        : decimal.Truncate(usd * 1_000_000m) != usd * 1_000_000m ? "A price has at most six decimals."
        : null;

    private static string? CachedFault(NewPrice price) =>
        price.CachedInputUsdPerMillion > price.InputUsdPerMillion ? "Cached input does not cost more than input; leave it empty where there is no reduced price." : null;

    private static void Check(List<FieldError> faults, string field, string? message)
    {
        if (message is not null)
        {
            faults.Add(new(field, message));
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProviderPattern();
}
