using System.Net;
using System.Reflection;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using TenantConsole.Components;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Support;

namespace TenantConsole.Tests.Access;

/// <summary>
/// Every page, found by its route, × everybody who may not see it. The pages of an organization are opened on the program's own services; who may not see one gets the same words
/// for an organization that is somebody else's and for one that is not there.
/// </summary>
public sealed partial class PageMatrixTests(AccessWorld world, SharedConsole console) : IClassFixture<AccessWorld>, IClassFixture<SharedConsole>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Pages that nobody has to sign in for.</summary>
    private static readonly HashSet<string> Public = new(StringComparer.Ordinal) { "/account/login", "/account/setup", "/account/invitation", "/account/denied", "/error", "/not-found" };

    /// <summary>The pages of an organization that are no viewer's.</summary>
    private static readonly HashSet<string> NoViewers = new(StringComparer.Ordinal)
    {
        "/organizations/{Slug}/settings", "/organizations/{Slug}/branding", "/organizations/{Slug}/tickets/new", "/organizations/{Slug}/agents/{Id:guid}/report",
    };

    /// <summary>The pages of an organization that show only what changes it, and so nothing while it is suspended.</summary>
    private static readonly HashSet<string> NotWhileSuspended = new(StringComparer.Ordinal) { "/organizations/{Slug}/settings", "/organizations/{Slug}/branding", "/organizations/{Slug}/tickets/new" };

    private static readonly List<(string Route, Type Page)> Found =
    [
        .. typeof(App).Assembly.GetTypes().SelectMany(page => page.GetCustomAttributes<RouteAttribute>().Select(route => (route.Template, page))).OrderBy(found => found.Template, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Routes => [.. Found.Select(found => found.Route)];

    public static TheoryData<string> OrganizationRoutes => [.. Found.Select(found => found.Route).Where(route => route.Contains("{Slug", StringComparison.Ordinal) || TakesSlugFromQuery(route))];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task SignedOut_EveryPage_LeadsToTheSignInPageOrIsPublic(string route)
    {
        using var client = console.Host.NewClient();

        using var response = await client.GetAsync(Parameter().Replace(route, parameter => Value(parameter, "some-slug")));

        Assert.Equal(Public.Contains(route), typeof(AllowAnonymousAttribute) is var anonymous && PageOf(route).GetCustomAttributes(anonymous, inherit: true).Length > 0);
        if (!Public.Contains(route))
        {
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            Assert.StartsWith("/account/login", FormClient.TargetOf(response), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(OrganizationRoutes))]
    public async Task Outsiders_EveryPageOfAnOrganization_IsRefusedInTheWordsForOneThatIsNotThere(string route)
    {
        foreach (var (who, person) in world.Outsiders)
        {
            var foreign = await OpenAsync(route, person, world.Theirs.Slug, world.Theirs);
            var missing = await OpenAsync(route, person, "no-such-slug", null);

            Assert.True(foreign.IsRefused, $"{route} for {who}: {foreign.Markup}");
            Assert.Equal(missing.Markup.Replace("no-such-slug", world.Theirs.Slug, StringComparison.Ordinal), foreign.Markup);
            Assert.DoesNotContain(world.Theirs.Name, foreign.Markup, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(OrganizationRoutes))]
    public async Task Viewer_EveryPageOfTheirOrganization_IsShownUnlessItIsNoViewers(string route)
    {
        var opened = await OpenAsync(route, world.Viewer, world.Theirs.Slug, world.Theirs);

        Assert.True(opened.IsRefused == NoViewers.Contains(route), $"{route}: {opened.Markup}");
    }

    [Theory]
    [MemberData(nameof(OrganizationRoutes))]
    public async Task SuspendedOrganization_EveryPageOfItsOwner_IsShownUnlessItOnlyChangesThings(string route)
    {
        var opened = await OpenAsync(route, world.SuspendedOwner, world.Suspended.Slug, world.Suspended);

        Assert.True(opened.IsRefused == NotWhileSuspended.Contains(route), $"{route}: {opened.Markup}");
    }

    /// <summary>The pages of an organization's routing have it in their query.</summary>
    private static bool TakesSlugFromQuery(string route) => route.StartsWith("/routing", StringComparison.Ordinal);

    private static Type PageOf(string route) => Found.Single(found => found.Route == route).Page;

    /// <summary>Opens a page and waits until it has decided whether it shows itself.</summary>
    private async Task<Opened> OpenAsync(string route, Actor.Person person, string slug, Organization? organization)
    {
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        Register(context.Services);
        context.AddAuthorization().SetAuthorized("person").SetClaims(new Claim(ClaimTypes.NameIdentifier, person.UserId.ToString()));
        context.Services.GetRequiredService<BunitNavigationManager>().NavigateTo(Parameter().Replace(route, match => Value(match, slug)) + (TakesSlugFromQuery(route) ? $"?organization={slug}" : ""));
        context.Render<MudPopoverProvider>();
        context.Render<MudDialogProvider>();
        var page = PageOf(route);
        var shown = context.Render(builder =>
        {
            builder.OpenComponent(0, page);
            foreach (Match parameter in Parameter().Matches(route))
            {
                var name = parameter.Groups["name"].Value;
                builder.AddComponentParameter(1, name, ValueOf(page, name, slug, organization));
            }

            builder.CloseComponent();
        });

        // Refused, or the tabs that stand above every page of an organization.
        shown.WaitForState(() => shown.FindAll(".state h1, nav.tabs").Count > 0, Patience);
        return new(shown.FindAll(".state h1").Count > 0 && shown.FindAll("nav.tabs").Count == 0, shown.Markup);
    }

    /// <summary>All that the program registers itself; what the framework needs the test's own context has.</summary>
    private void Register(BunitServiceProvider services)
    {
        var builder = WebApplication.CreateBuilder();
        Program.AddWeb(builder, ConsoleSettings.Read(builder.Configuration, isDevelopment: false));
        foreach (var registration in world.Registrations.Concat(builder.Services).Where(registration => !registration.IsKeyedService && IsOurs(registration)))
        {
            services.Add(registration);
        }

        services.TryAddSingleton<FaultText>();
    }

    private static bool IsOurs(ServiceDescriptor registration) =>
        registration.ServiceType == typeof(TimeProvider) || new[] { "TenantConsole", "MudBlazor" }.Any(name => registration.ServiceType.FullName!.StartsWith(name, StringComparison.Ordinal));

    private static string Value(Match parameter, string slug) => parameter switch
    {
        _ when parameter.Groups["name"].Value == "Slug" => slug,
        _ when parameter.Value.Contains(":int", StringComparison.Ordinal) => "1",
        _ => "01990000-0000-7000-9000-000000000001",
    };

    /// <summary>The slug, a number, or the id of something that the organization has, as the address has it.</summary>
    private object? ValueOf(Type page, string name, string slug, Organization? organization)
    {
        if (name == "Slug")
        {
            return slug;
        }

        var type = page.GetProperty(name)!.PropertyType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(Guid) ? GuidOf(name, organization)
            : plain == typeof(string) ? GuidOf(name, organization).ToString()
            : plain.IsPrimitive ? Convert.ChangeType(1, plain, System.Globalization.CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The permission matrix cannot make the parameter {name} of {page.Name}: teach {nameof(PageMatrixTests)}.{nameof(ValueOf)}.");
    }

    /// <summary>A parameter <c>AgentId</c> or <c>Agent</c> is an id of the type of that name.</summary>
    private Guid GuidOf(string name, Organization? organization)
    {
        var id = typeof(TenantConsole.Core.Common.OrganizationId).Assembly.GetType($"TenantConsole.Core.Common.{(name.EndsWith("Id", StringComparison.Ordinal) ? name : name + "Id")}");
        var made = id is null || organization is null ? null : world.IdOf(id, organization.Id);
        return made is null ? new Guid("01990000-0000-7000-9000-000000000001") : (Guid)made.GetType().GetProperty("Value")!.GetValue(made)!;
    }

    [GeneratedRegex(@"\{\*?(?<name>\w+)(:\w+)?\??\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    private sealed record Opened(bool IsRefused, string Markup);
}
