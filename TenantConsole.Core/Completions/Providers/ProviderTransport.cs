using System.ClientModel.Primitives;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// Asks for streams behind the package's back. System.ClientModel 1.16 looks at the Accept header of its own request: where that has <c>text/event-stream</c>, it follows redirects with the key and connects a broken
/// stream again by sending the question a second time. Retries have one owner, and it is not that one.
/// </summary>
internal sealed class ProviderTransport(HttpClient http) : HttpClientPipelineTransport(http)
{
    protected override void OnSendingRequest(PipelineMessage message, HttpRequestMessage httpRequest)
    {
        httpRequest.Headers.Accept.Clear();
        httpRequest.Headers.Accept.ParseAdd("application/json, text/event-stream");
    }
}
