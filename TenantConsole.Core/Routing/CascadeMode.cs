using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>What happens to an answer that streams while it is not yet judged. What was shown is never taken back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CascadeMode>))]
public enum CascadeMode
{
    /// <summary>It is shown at once and judged at its end; what the judge would have done is recorded and can be offered.</summary>
    [JsonStringEnumMemberName("stream")]
    Stream,

    /// <summary>Its beginning is held back; within it a larger model may take over.</summary>
    [JsonStringEnumMemberName("window")]
    Window,

    /// <summary>It is shown when it is whole and judged.</summary>
    [JsonStringEnumMemberName("judged")]
    Judged,
}
