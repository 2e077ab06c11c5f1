using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Documents;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Documents;

/// <summary>The pages of documents, on the real services.</summary>
public abstract class DocumentPages : IAsyncLifetime
{
    protected PageWorld Pages { get; private set; } = null!;

    protected Organization Organization { get; private set; } = null!;

    internal DocumentsWorld Documents { get; private set; } = null!;

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Pages = await PageWorld.CreateAsync();
        Documents = new(Pages.World);
        Organization = await Pages.World.AddAsync();
        Pages.Context.Services
            .AddSingleton(Pages.World.Get<DocumentService>())
            .AddSingleton(Pages.World.Get<DocumentUploads>())
            .AddSingleton(Pages.World.Get<MembershipService>())
            .AddSingleton<MarkdownRenderer>();
    }

    public async ValueTask DisposeAsync()
    {
        await Pages.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task SignInAsync(ConsoleRole role) => await Pages.SignInAsync(await Pages.World.AddMemberAsync(Organization, role));
}
