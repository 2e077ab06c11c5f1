using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Lab.Retirements;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tickets;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Security;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Organizations;

/// <summary>Pages on the real services and a real database, somebody signed in, and a browser that agrees to everything.</summary>
public sealed class PageWorld : IAsyncDisposable
{
    private PageWorld(OrganizationsWorld world)
    {
        World = world;
        Context.JSInterop.Mode = JSRuntimeMode.Loose;
        Context.Services
            .AddMudServices()
            .AddSingleton<TimeProvider>(world.Time)
            .AddSingleton(world.Database)
            .AddSingleton<FaultText>()
            .AddScoped<CurrentActor>()
            .AddSingleton(world.Get<IAccessControl>())
            .AddSingleton(world.Get<OrganizationService>())
            .AddSingleton(world.Get<OrganizationOnboarding>())
            .AddSingleton(world.Get<OrganizationDirectory>())
            .AddSingleton(world.Get<LimitOverview>())
            .AddSingleton(world.Get<MemberList>())
            .AddSingleton(world.Get<MemberService>())
            .AddSingleton(world.Get<MembershipService>())
            .AddSingleton(world.Get<SentInvitations>())
            .AddSingleton(world.Get<InvitationService>())
            .AddSingleton(world.Get<RecentChanges>())
            .AddSingleton(world.Get<TicketService>())
            .AddSingleton(world.Get<TicketDirectory>())
            .AddSingleton<MarkdownRenderer>()
            .AddSingleton(world.Get<JobRoleService>())
            .AddSingleton(world.Get<AgentService>())
            .AddSingleton(world.Get<AgentDirectory>())
            .AddSingleton(world.Get<AgentActivity>())
            .AddSingleton(world.Get<AgentDocumentService>())
            .AddSingleton(world.Get<ConversationService>())
            .AddSingleton(world.Get<IFeatureGate>())
            .AddSingleton(world.Get<BrandingService>())
            .AddSingleton(world.Get<CatalogService>())
            .AddSingleton(world.Get<OrganizationDeletion>())
            .AddSingleton(world.Get<OrganizationPurge>())
            .AddSingleton(world.Get<OrganizationImport>())
            .AddSingleton(world.Get<DataRetention>())
            .AddSingleton(world.Get<RoutingPolicyService>())
            .AddSingleton(world.Get<RetirementPlanner>())
            .AddSingleton(world.Get<RoutingLab>())
            .AddSingleton<ExportFeed>();
    }

    public OrganizationsWorld World { get; }

    public BunitContext Context { get; } = new();

    public BunitNavigationManager Navigation => Context.Services.GetRequiredService<BunitNavigationManager>();

    public static async Task<PageWorld> CreateAsync() => new(await OrganizationsWorld.CreateAsync());

    /// <summary>Signs the person in; a platform administrator where none is given.</summary>
    public async Task SignInAsync(Actor.Person? person = null)
    {
        person ??= await World.AddPersonAsync(platformAdmin: true);
        Context.AddAuthorization().SetAuthorized("person").SetClaims(new Claim(ClaimTypes.NameIdentifier, person.UserId.ToString()));
    }

    /// <summary>Opens a page at an address, with the dialogs beside it.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        Navigation.NavigateTo(address);
        Dialogs = Context.Render<MudDialogProvider>();
        return Context.Render(parameters ?? (_ => { }));
    }

    public IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await World.DisposeAsync();
    }
}
