using System.Text;
using Microsoft.JSInterop;

namespace TenantConsole.Tests.Pages.Playground;

/// <summary>What the person has written in the browser, as question-box.js hands it over.</summary>
internal sealed class WrittenText : IJSStreamReference
{
    public string Text { get; set; } = "";

    public long Length => Encoding.UTF8.GetByteCount(Text) + 1;

    public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) =>
        Length <= maxAllowedSize ? new(new MemoryStream(Encoding.UTF8.GetBytes("\n" + Text))) : throw new ArgumentOutOfRangeException(nameof(maxAllowedSize));

    public ValueTask DisposeAsync() => default;
}
