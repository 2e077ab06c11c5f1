using System.Net;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Commands;

public sealed class ServeTests(SharedConsole console) : IClassFixture<SharedConsole>
{
    [Fact]
    public async Task Serve_WrongSettings_EndsWithEveryFaultAndNoStackTrace()
    {
        using var folder = new TempFolder();
        await using var process = ConsoleProcess.Start(
            folder.Path, new Dictionary<string, string> { ["Database__Provider"] = "Oracle", ["Bootstrap__AdminEmail"] = "admin@example.com" });

        Assert.Equal(1, await process.WaitForExitAsync());
        Assert.Equal("", process.Output);
        Assert.Equal(
            """
            2 settings are wrong:
            - Database__Provider is 'Oracle'; it can be Sqlite or PostgreSql.
            - Bootstrap__AdminPassword is missing; Bootstrap__AdminEmail is set, and the two go together.

            """.ReplaceLineEndings("\n"),
            process.Error);
    }

    [Fact]
    public async Task Serve_PortTaken_IsOneSentence()
    {
        using var folder = new TempFolder();
        await using var second = ConsoleProcess.Start(
            folder.Path,
            new Dictionary<string, string> { ["ConnectionStrings__TenantConsole"] = folder.ConnectionString, ["ASPNETCORE_URLS"] = console.Host.Address.ToString() });

        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Contains("address already in use", second.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_AdministratorInTheSettings_PrintsNothingOnStandardOutput() => Assert.Equal("", console.Host.Process.Output);

    [Fact]
    public async Task Serve_UrlsGivenAsArgument_ListensThere()
    {
        using var folder = new TempFolder();
        await using var process = ConsoleProcess.Start(
            folder.Path, new Dictionary<string, string> { ["ConnectionStrings__TenantConsole"] = folder.ConnectionString }, "serve", "--urls", "http://127.0.0.1:0");
        await WaitAsync(() => process.Error.Contains("Now listening on: http://127.0.0.1:", StringComparison.Ordinal));

        Assert.DoesNotContain(":5080", process.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_AskedToEnd_EndsWell()
    {
        await using var host = await ConsoleHost.StartAsync();

        Assert.Equal(0, await host.Process.TerminateAsync());
    }

    [Fact]
    public async Task Serve_Ready_SaysSoToProbes()
    {
        using var client = console.Host.NewClient();

        Assert.Equal("live", await client.GetTextAsync("/healthz"));
        Assert.Equal("ready", await client.GetTextAsync("/readyz"));
    }

    [Fact]
    public async Task Serve_DatabaseNotUpToDate_IsLiveButNotReady()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var client = host.NewClient();
        host.Folder.Execute("DELETE FROM __EFMigrationsHistory");

        using var live = await client.GetAsync("/healthz");
        using var ready = await client.GetAsync("/readyz");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode));
    }

    [Fact]
    public async Task Serve_TableGoneWhileRunning_PageSaysItInASentence()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var client = host.NewClient();
        host.Folder.Execute("DROP TABLE platform_settings");

        using var response = await client.GetAsync("/account/setup?token=x");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("lacks a part of its schema", page, StringComparison.Ordinal);
        Assert.DoesNotContain("SqliteException", page, StringComparison.Ordinal);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 600, "It did not happen within 60 seconds.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
