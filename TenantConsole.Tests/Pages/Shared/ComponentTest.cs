using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Pages.Shared;

/// <summary>A component under test, with what every component may ask for; the browser answers nothing unless a test says otherwise.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<MarkdownRenderer>();
        Services.AddMudServices();
        Services.AddSingleton(new FaultText(new SqliteConsoleDatabase(new DatabaseOptions(DatabaseEngine.Sqlite, "Data Source=:memory:"))));
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
}
