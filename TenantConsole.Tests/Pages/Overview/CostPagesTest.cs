using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using TenantConsole.Components.Pages.Overview;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;
using TenantConsole.Tests.Core.Seeding;

namespace TenantConsole.Tests.Pages.Overview;

/// <summary>A page that shows costs, on the real services and a database of its own.</summary>
public abstract class CostPagesTest : BunitContext, IAsyncLifetime
{
    private IRenderedComponent<MudPopoverProvider>? _popovers;

    internal SeededWorld World { get; private set; } = null!;

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        World = await SeededWorld.CreateAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(World.Time);
        Services.AddSingleton(World.Database);
        Services.AddSingleton(World.Get<IAccessControl>());
        Services.AddSingleton(World.Get<CatalogService>());
        Services.AddSingleton(World.Get<OrganizationService>());
        Services.AddSingleton(World.Get<MembershipService>());
        Services.AddSingleton(World.Get<UsageReports>());
        Services.AddSingleton(World.Get<CostReviews>());
        Services.AddSingleton(World.Get<IFeatureGate>());
        Services.AddSingleton(World.Get<DemoData>());
        Services.AddSingleton<FaultText>();
        Services.AddScoped<CurrentActor>();
        Services.AddCostPages();
        await World.Get<CatalogService>().SeedAsync(Cancel);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal async Task SignInAdministratorAsync() => SignIn(await World.AddPersonAsync(platformAdmin: true));

    internal void SignIn(Actor.Person person)
    {
        var authorization = AddAuthorization();
        authorization.SetAuthorized("somebody");
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, person.UserId.ToString()));
    }

    /// <summary>Opens a page at an address and waits until it has loaded.</summary>
    internal IRenderedComponent<TPage> Open<TPage>(string address)
        where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        _popovers ??= Render<MudPopoverProvider>();
        var page = Render<TPage>();
        page.WaitForState(() => page.FindAll(".state, tfoot").Count > 0, TimeSpan.FromSeconds(30));
        return page;
    }
}
