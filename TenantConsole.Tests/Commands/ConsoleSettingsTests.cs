using Microsoft.Extensions.Configuration;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Commands;

public sealed class ConsoleSettingsTests
{
    [Fact]
    public void Read_NothingSet_IsSqliteInTheDefaultFile()
    {
        var settings = Read();

        Assert.Equal(new DatabaseOptions(DatabaseEngine.Sqlite, DatabaseOptions.DefaultSqliteConnectionString), settings.Database);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_DemoNotSet_IsOnInDevelopmentAlone(bool isDevelopment) => Assert.Equal(isDevelopment, Read(isDevelopment).DemoEnabled);

    [Fact]
    public void Read_SeveralFaults_NamesAllOfThem()
    {
        var fault = Assert.Throws<SettingsException>(() => Read(
            false,
            ("Database:Provider", "Oracle"),
            ("Bootstrap:AdminEmail", "admin@example.com"),
            ("OpenAI:BaseUrl", "ftp://example.com"),
            ("Demo:Enabled", "maybe"),
            ("Audit:SigningKeyPath", "/does/not/exist")));

        Assert.All(
            ["Database__Provider", "Bootstrap__AdminPassword", "OpenAI__BaseUrl", "Demo__Enabled", "Audit__SigningKeyPath"],
            name => Assert.Contains($"\n- {name} ", fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Database:Provider", "1")]
    [InlineData("Database:Provider", "Sqlite,PostgreSql")]
    [InlineData("ConnectionStrings:TenantConsole", "Host=localhost")]
    [InlineData("ConnectionStrings:TenantConsole", "Data Source=:memory:")]
    [InlineData("ConnectionStrings:TenantConsole", "Data Source=/")]
    [InlineData("ConnectionStrings:TenantConsole", "nonsense")]
    [InlineData("Bootstrap:AdminPassword", "a long enough password")]
    [InlineData("OpenAI:BaseUrl", "localhost:8080")]
    [InlineData("OpenAI:BaseUrl", "/v1")]
    public void Read_WrongValue_IsRefused(string key, string value)
    {
        var fault = Assert.Throws<SettingsException>(() => Read(false, (key, value)));

        Assert.StartsWith("A setting is wrong: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PostgreSqlWithoutAConnectionString_IsRefused() => Assert.Throws<SettingsException>(() => Read(false, ("Database:Provider", "PostgreSql")));

    [Fact]
    public void Read_WeakAdministratorsPassword_IsRefusedWithoutRepeatingIt()
    {
        var fault = Assert.Throws<SettingsException>(() => Read(false, ("Bootstrap:AdminEmail", "admin@example.com"), ("Bootstrap:AdminPassword", "hunter2")));

        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyValues_AreLikeNone()
    {
        var settings = Read(false, ("Database:Provider", ""), ("OpenAI:BaseUrl", ""), ("Bootstrap:AdminEmail", ""), ("Bootstrap:AdminPassword", ""), ("Demo:Enabled", ""));

        Assert.Equal((DatabaseEngine.Sqlite, true, null, false), (settings.Database.Engine, ProviderConnection.From(settings.Provider).IsSandbox, settings.Administrator, settings.DemoEnabled));
    }

    [Theory]
    [InlineData("http://127.0.0.1:11434/v1")]
    [InlineData("https://api.openai.com/v1")]
    public void Read_BaseUrlOfTheOperator_MayBeLoopbackAndPlain(string url) => Assert.Equal(url, Read(false, ("OpenAI:BaseUrl", url)).Provider.BaseUrl);

    private static ConsoleSettings Read(bool isDevelopment = false, params (string Key, string Value)[] values) => ConsoleSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build(), isDevelopment);
}
