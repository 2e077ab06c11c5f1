namespace TenantConsole.Core.Catalog;

/// <summary>A price to come into force. Figures are USD per million tokens with up to six decimals.</summary>
/// <param name="FromUtc">Null: from now on.</param>
/// <param name="CachedInputUsdPerMillion">Null: no reduced price, cached tokens cost as input.</param>
public sealed record NewPrice(DateTime? FromUtc, decimal InputUsdPerMillion, decimal? CachedInputUsdPerMillion, decimal OutputUsdPerMillion, string Source);
