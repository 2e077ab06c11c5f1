using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;
using MudBlazor.Services;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Conversations.Prompts;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Security;
using TenantConsole.Tests.Core.Conversations;
using TenantConsole.Tests.Pages.Playground;

namespace TenantConsole.Tests.Pages.Conversations;

/// <summary>The pages of conversations on the real services, a real database and a provider of the test's own; somebody signed in, and a browser that agrees to everything.</summary>
internal sealed class ConversationPageWorld : IAsyncDisposable
{
    private readonly WrittenText _written = new();

    private ConversationPageWorld(ConversationsWorld world)
    {
        World = world;
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        Context.JSInterop.Mode = JSRuntimeMode.Loose;
        var module = Context.JSInterop.SetupModule("./js/question-box.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<IJSStreamReference>("read", _ => true).SetResult(_written);
        Context.Services
            .AddMudServices()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(world.Database)
            .AddSingleton<FaultText>()
            .AddSingleton<MarkdownRenderer>()
            .AddScoped<CurrentActor>()
            .AddSingleton(world.Get<IAccessControl>())
            .AddSingleton(world.Get<OrganizationService>())
            .AddSingleton(world.Get<MembershipService>())
            .AddSingleton(world.Conversations)
            .AddSingleton(world.Reader)
            .AddSingleton(world.Directory)
            .AddSingleton(world.Get<CallReader>())
            .AddSingleton(world.Get<ComparisonArchive>())
            .AddSingleton(world.Feedback)
            .AddSingleton(world.Get<SavedPromptService>())
            .AddSingleton<IPlayground>(new ConversationsAsPlayground(world));
    }

    public ConversationsWorld World { get; }

    public BunitContext Context { get; } = new();

    public BunitNavigationManager Navigation => Context.Services.GetRequiredService<BunitNavigationManager>();

    public IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = null!;

    public static async Task<ConversationPageWorld> CreateAsync() => new(await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite));

    /// <summary>Opens a page at an address as a person; as the world's operator where none is given.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string address, Actor.Person? person = null, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        Context.AddAuthorization().SetAuthorized("person").SetClaims(new Claim(ClaimTypes.NameIdentifier, (person ?? World.Operator).UserId.ToString()));
        Navigation.NavigateTo(address);
        Dialogs = Context.Render<MudDialogProvider>();
        return Context.Render(parameters ?? (_ => { }));
    }

    /// <summary>Writes into the question box and asks.</summary>
    public async Task AskAsync<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
    {
        _written.Text = text;
        await page.InvokeAsync(() => page.Find("form.question-form").SubmitAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await World.DisposeAsync();
    }
}
