using System.Text.RegularExpressions;

namespace TenantConsole.Tests.Support;

/// <summary>The real console, serving on a free loopback port out of a folder of its own. It can be stopped and started again on the same files.</summary>
public sealed partial class ConsoleHost : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.com";
    public const string AdminPassword = "correct horse battery staple";

    private readonly Dictionary<string, string> _environment;

    private ConsoleHost(Dictionary<string, string> environment) => _environment = environment;

    public TempFolder Folder { get; } = new();

    public ConsoleProcess Process { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>The setup link that was printed, which happens a moment after the start; empty where none comes.</summary>
    public string SetupLink
    {
        get
        {
            SpinWait.SpinUntil(() => Link().IsMatch(Process.Output), TimeSpan.FromSeconds(5));
            return Link().Match(Process.Output).Value;
        }
    }

    /// <summary>Starts a console with an administrator, <see cref="AdminEmail"/>.</summary>
    /// <param name="settings">More settings, as environment variables.</param>
    public static Task<ConsoleHost> StartAsync(params (string Name, string Value)[] settings) =>
        StartBareAsync([("Bootstrap__AdminEmail", AdminEmail), ("Bootstrap__AdminPassword", AdminPassword), .. settings]);

    /// <summary>Starts a console with nothing set but its folder and address.</summary>
    public static async Task<ConsoleHost> StartBareAsync(params (string Name, string Value)[] settings)
    {
        var host = new ConsoleHost(settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal));
        foreach (var (name, value) in host.Folder.Settings)
        {
            host._environment.TryAdd(name.Replace(":", "__", StringComparison.Ordinal), value!);
        }

        host._environment.TryAdd("ASPNETCORE_URLS", "http://127.0.0.1:0");
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Starts it again after it ended, on the same files; the port is another one.</summary>
    public async Task StartAgainAsync()
    {
        Process = ConsoleProcess.Start(Folder.Path, _environment);
        var deadline = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(120);
        while (true)
        {
            var found = Listening().Match(Process.Error);
            if (found.Success && Process.Error.Contains("Application started", StringComparison.Ordinal))
            {
                Address = new Uri(found.Groups["address"].Value);
                return;
            }

            if (Process.HasExited || TimeProvider.System.GetUtcNow() > deadline)
            {
                throw new InvalidOperationException($"The console did not start.\n{Process.Output}\n{Process.Error}");
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async Task RestartAsync()
    {
        await Process.TerminateAsync();
        await Process.DisposeAsync();
        await StartAgainAsync();
    }

    /// <summary>Creates an organization for the holder of an address, past the server, and returns the path of the invitation's link; empty where the address has an account.</summary>
    public async Task<string> InviteAsync(string email, string slug = "contoso", string industry = "general")
    {
        var verb = await Verb.RunAsync(
            Folder.Settings, "", "org", "create", "--slug", slug, "--name", "Contoso", "--industry", industry, "--size", "small", "--tier", "basic", "--admin-email", email);
        Assert.Equal(0, verb.ExitCode);
        return Invitation().Match(verb.Error).Value;
    }

    /// <summary>Makes an account with <see cref="AdminPassword"/> that is no administrator, past the server.</summary>
    public async Task AddAccountAsync(string email) =>
        Assert.Equal(0, (await Verb.RunAsync(Folder.Settings, AdminPassword, "user", "create", "--email", email, "--password-stdin")).ExitCode);

    /// <summary>A client with cookies of its own that follows no redirect.</summary>
    public FormClient NewClient() => new(() => Address);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Folder.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (?<address>http\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"/account/invitation\?token=\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invitation();

    [GeneratedRegex(@"http\S+/account/setup\?token=\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
