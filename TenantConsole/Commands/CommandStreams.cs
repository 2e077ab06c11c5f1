namespace TenantConsole.Commands;

/// <summary>Where a verb reads and writes: its result goes to <paramref name="Output"/>, everything else to <paramref name="Error"/>.</summary>
internal sealed record CommandStreams(TextReader Input, TextWriter Output, TextWriter Error);
