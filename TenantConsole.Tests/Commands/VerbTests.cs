using Microsoft.Data.Sqlite;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Commands;

public sealed class VerbTests : IDisposable
{
    private const string Password = "correct horse battery staple\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DbMigrate_NoDatabase_MakesOne()
    {
        var verb = await RunAsync("", "db", "migrate");

        Assert.Equal((0, "The database is up to date.\n", ""), (verb.ExitCode, verb.Output, verb.Error));
        Assert.True(File.Exists(_folder.DatabaseFile));
    }

    [Fact]
    public async Task UserCreate_NewAddress_PrintsTheIdAlone()
    {
        var verb = await RunAsync(Password, "user", "create", "--email", "ada@example.com", "--password-stdin", "--platform-admin");

        Assert.Equal(0, verb.ExitCode);
        Assert.Equal(_folder.Read("SELECT id FROM users WHERE is_platform_admin = 1"), verb.Output.TrimEnd('\n'));
        Assert.Equal("", verb.Error);
    }

    [Fact]
    public async Task UserCreate_WithoutPlatformAdmin_MakesAnOrdinaryAccount()
    {
        await RunAsync(Password, "user", "create", "--email", "ada@example.com", "--password-stdin");

        Assert.Equal("0", _folder.Read("SELECT is_platform_admin FROM users"));
    }

    [Fact]
    public async Task UserCreate_AddressTaken_SaysSoOnStandardErrorAlone()
    {
        await RunAsync(Password, "user", "create", "--email", "ada@example.com", "--password-stdin");
        var verb = await RunAsync(Password, "user", "create", "--email", "Ada@example.com", "--password-stdin");

        Assert.Equal((1, "", "There is already an account with the e-mail address Ada@example.com.\n"), (verb.ExitCode, verb.Output, verb.Error));
    }

    [Theory]
    [InlineData("ada", "correct horse battery staple\n")]
    [InlineData("ada@example.com", "short\n")]
    [InlineData("ada@example.com", "")]
    public async Task UserCreate_BadInput_WritesNothing(string email, string input)
    {
        var verb = await RunAsync(input, "user", "create", "--email", email, "--password-stdin");

        Assert.Equal((1, ""), (verb.ExitCode, verb.Output));
        Assert.Single(verb.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal("0", _folder.Read("SELECT count(*) FROM users"));
    }

    [Theory]
    [InlineData("sreve")]
    [InlineData("user")]
    [InlineData("user", "create")]
    [InlineData("db", "migrate", "--now")]
    [InlineData("user", "create", "--email", "ada@example.com")]
    public async Task Invoke_WhatIsNoVerb_FailsOnStandardErrorAlone(params string[] args)
    {
        var verb = await RunAsync("", args);

        Assert.Equal((1, ""), (verb.ExitCode, verb.Output));
        Assert.NotEqual("", verb.Error);
    }

    [Fact]
    public async Task Invoke_WrongSettings_NamesAllAndDoesNothing()
    {
        var settings = _folder.Settings;
        settings["Demo:Enabled"] = "maybe";
        settings["OpenAI:BaseUrl"] = "nowhere";
        var verb = await Verb.RunAsync(settings, "", "db", "migrate");

        Assert.Equal((1, ""), (verb.ExitCode, verb.Output));
        Assert.Contains("Demo__Enabled", verb.Error, StringComparison.Ordinal);
        Assert.Contains("OpenAI__BaseUrl", verb.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.DatabaseFile));
    }

    [Fact]
    public async Task Invoke_TableMissing_IsOneSentence()
    {
        await RunAsync("", "db", "migrate");
        _folder.Execute("DROP TABLE user_passkeys");

        await AssertOneSentenceAsync("lacks a part of its schema");
    }

    [Fact]
    public async Task Invoke_ColumnMissing_IsOneSentence()
    {
        await RunAsync("", "db", "migrate");
        _folder.Execute("ALTER TABLE platform_settings DROP COLUMN value");

        await AssertOneSentenceAsync("lacks a part of its schema");
    }

    [Fact]
    public async Task Invoke_FileIsNoDatabase_IsOneSentence()
    {
        await File.WriteAllTextAsync(_folder.DatabaseFile, new string('x', 4096), TestContext.Current.CancellationToken);

        await AssertOneSentenceAsync("is not an intact SQLite database");
    }

    [Fact]
    public async Task Invoke_FolderCannotBeMade_IsOneSentence()
    {
        var settings = _folder.Settings;
        settings["ConnectionStrings:TenantConsole"] = "Data Source=/proc/nowhere/console.db";

        AssertOneSentence(await Verb.RunAsync(settings, "", "db", "migrate"), "ConnectionStrings__TenantConsole");
    }

    [Fact]
    public async Task Invoke_ServerUnreachable_IsOneSentence()
    {
        var settings = _folder.Settings;
        settings["Database:Provider"] = "PostgreSql";
        settings["ConnectionStrings:TenantConsole"] = "Host=127.0.0.1;Port=1;Database=console;Username=console;Password=secret";
        var verb = await Verb.RunAsync(settings, "", "db", "migrate");

        AssertOneSentence(verb, "cannot be reached");
        Assert.DoesNotContain("secret", verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserCreate_DatabaseLocked_IsOneSentenceAndWritesNothing()
    {
        await RunAsync("", "db", "migrate");
        await using var connection = new SqliteConnection($"{_folder.ConnectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            AssertOneSentence(await RunAsync(Password, "user", "create", "--email", "ada@example.com", "--password-stdin"), "is locked by another program");
        }

        Assert.Equal("0", _folder.Read("SELECT count(*) FROM users"));
    }

    [Theory]
    [InlineData("--environment", "Development", "db", "migrate")]
    [InlineData("db", "migrate", "--environment", "Production")]
    [InlineData("--environment", "Development", "db", "migrate", "--environment", "Production")]
    public async Task Invoke_Environment_GoesWithEveryVerb(params string[] args) => Assert.Equal(0, (await RunAsync("", args)).ExitCode);

    [Fact]
    public async Task Route_OrganizationThatIsNone_IsNamed()
    {
        var input = Path.Combine(_folder.Path, "questions.jsonl");
        await File.WriteAllTextAsync(input, """{"id":1,"prompt":"x"}""", TestContext.Current.CancellationToken);
        var output = Path.Combine(_folder.Path, "routed.jsonl");

        AssertOneSentence(await RunAsync("", "route", "--input", input, "--output", output, "--organization", "nope"), "There is no organization 'nope'.");
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task Invoke_Help_ExplainsEveryVerb()
    {
        var verb = await RunAsync("", "--help");

        Assert.Equal(0, verb.ExitCode);
        Assert.All(["serve", "db", "user", "org"], name => Assert.Contains(name, verb.Output, StringComparison.Ordinal));
    }

    private static void AssertOneSentence(Verb verb, string part)
    {
        Assert.Equal((1, ""), (verb.ExitCode, verb.Output));
        Assert.Contains(part, Assert.Single(verb.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    private async Task AssertOneSentenceAsync(string part) => AssertOneSentence(await RunAsync("", "db", "migrate"), part);

    private Task<Verb> RunAsync(string input, params string[] args) => Verb.RunAsync(_folder.Settings, input, args);
}
