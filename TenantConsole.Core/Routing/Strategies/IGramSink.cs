namespace TenantConsole.Core.Routing.Strategies;

/// <summary>Takes what <see cref="GainReader"/> finds: adds up weights when a question is decided, collects buckets when a model is trained.</summary>
internal interface IGramSink
{
    /// <summary>The buckets that follow are those of this word.</summary>
    void BeginWord(uint hash, int start, int length);

    void Add(int bucket);
}
