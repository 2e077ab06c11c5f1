using System.Text.Json.Serialization;

namespace TenantConsole.Core.Catalog;

/// <summary>What a model is used as. SLM and LLM shares are counted by class, never by a model's name; embeddings count in neither.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelClass>))]
public enum ModelClass
{
    /// <summary>A small model (SLM).</summary>
    [JsonStringEnumMemberName("small")]
    Small,

    /// <summary>A standard large model (LLM); the baseline that savings are measured against is one.</summary>
    [JsonStringEnumMemberName("standard")]
    Standard,

    /// <summary>An advanced large model (LLM).</summary>
    [JsonStringEnumMemberName("advanced")]
    Advanced,

    /// <summary>A model that answers with vectors; never a target of routing.</summary>
    [JsonStringEnumMemberName("embedding")]
    Embedding,
}
