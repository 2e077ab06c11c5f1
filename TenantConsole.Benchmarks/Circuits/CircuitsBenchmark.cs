using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace TenantConsole.Benchmarks.Circuits;

/// <summary>
/// <c>circuits [--circuits 500] [--warm-up 20] [--pages "/;/playground"] [--hold 0]</c>: starts the console in a process of its own with its demo data, signs in, opens so many circuits on each page, and says what one costs: bytes of
/// the console's managed heap after full collections, with the circuits and without, and what was sent to build the page. Each page's circuits are closed before the next page's are opened.
/// With <c>--hold</c> it waits so many seconds while the circuits are open, for a look at the heap.
/// </summary>
internal static partial class CircuitsBenchmark
{
    private const int OpenedAtOnce = 8;

    /// <summary>A page is complete when nothing has come for so long.</summary>
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchmarkArguments(args, "--circuits", "--warm-up", "--pages", "--hold");
        await using var console = await MeasuredConsole.StartAsync();
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
        await SignInAsync(http, console.Address);

        Console.WriteLine("| page | circuits | managed heap each, KiB | process each, KiB | render batches | sent each, KiB |\n|---|---:|---:|---:|---:|---:|");
        foreach (var page in (arguments.Text("--pages") ?? "/;/?organization=northgate-bank;/playground").Split(';'))
        {
            var address = new Uri(console.Address, page);
            await CloseAsync(await OpenAsync(http, cookies, address, arguments.Int("--warm-up", 20)));
            var (heapBefore, residentBefore) = (await console.HeapAsync(), console.ResidentBytes());
            var circuits = await OpenAsync(http, cookies, address, arguments.Int("--circuits", 500));
            var (heap, resident) = (await console.HeapAsync() - heapBefore, console.ResidentBytes() - residentBefore);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {page} | {circuits.Count} | {heap / 1024.0 / circuits.Count:0} | {resident / 1024.0 / circuits.Count:0} | {circuits.Average(circuit => circuit.Batches):0.0} | {circuits.Average(circuit => circuit.Bytes) / 1024.0:0} |"));
            if (arguments.Int("--hold", 0) is > 0 and var seconds)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"process {console.ProcessId}"));
                await Task.Delay(TimeSpan.FromSeconds(seconds));
            }

            await CloseAsync(circuits);
        }

        return 0;
    }

    private static async Task SignInAsync(HttpClient http, Uri console)
    {
        var login = new Uri(console, "/account/login");
        var fields = Hidden().Matches(await http.GetStringAsync(login)).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
        fields["Input.Email"] = MeasuredConsole.Email;
        fields["Input.Password"] = MeasuredConsole.Password;
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(login, form);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<List<CircuitClient>> OpenAsync(HttpClient http, CookieContainer cookies, Uri page, int count)
    {
        var circuits = new List<CircuitClient>(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(OpenedAtOnce))
        {
            circuits.AddRange(await Task.WhenAll(some.Select(_ => CircuitClient.OpenAsync(http, cookies, page))));
        }

        while (circuits.Any(circuit => circuit.Batches == 0 || circuit.Quiet < Still))
        {
            if (circuits.Find(circuit => circuit.Fault is not null) is { } failed)
                throw new InvalidOperationException($"A circuit of {page} failed: {failed.Fault}");

            await Task.Delay(200);
        }

        return circuits;
    }

    private static async Task CloseAsync(List<CircuitClient> circuits)
    {
        foreach (var some in circuits.Chunk(OpenedAtOnce))
        {
            await Task.WhenAll(some.Select(circuit => circuit.DisposeAsync().AsTask()));
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
