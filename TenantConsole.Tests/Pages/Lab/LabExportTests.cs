using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TenantConsole.Components.Pages.Lab;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Lab;

namespace TenantConsole.Tests.Pages.Lab;

/// <summary>The file of a run's flips, from its address on: who gets it, and what is in it.</summary>
public sealed class LabExportTests : IAsyncLifetime
{
    private const string Header = "number,id,flip,complexity_before,complexity_after,model_before,class_before,model_after,class_after,cost_before_usd,cost_after_usd,reason,prompt";
    private const string Formula = "=" + LabWorld.Outage;
    private const string Quoted = LabWorld.Outage + ", \"at once\",\nplease";

    private static readonly LabStart AtCost = new(RoutingPolicy.Default with { Dial = 0 });

    private LabWorld _world = null!;
    private WebApplication _web = null!;
    private Actor.Person _admin = null!;
    private string _slug = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await LabWorld.CreateAsync(DatabaseEngine.Sqlite);
        _admin = await _world.People.PersonAsync(ConsoleRole.Admin);
        _slug = await _world.People.SlugAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(_world.Get<LabRuns>()).AddSingleton(_world.Get<OrganizationService>()).AddAuthorization();
        builder.Logging.ClearProviders();
        builder.Services.AddWebEncoders().AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = NamedPerson.Scheme;
            authentication.AddScheme<NamedPerson>(NamedPerson.Scheme, displayName: null);
        });
        _web = builder.Build();
        _web.MapLabExport();
        await _web.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Get_Administrator_IsAFileWithEveryFlipQuotedAndNoFormula()
    {
        var run = await DoneAsync();

        using var response = await GetAsync(_admin, Address(run));

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"flips-{_slug}-{run}.csv", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var lines = (await response.Content.ReadAsStringAsync(Cancel)).Split("\r\n");
        Assert.Equal([Header, ""], [lines[0], lines[^1]]);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("2,\"'=1+1\",to_smaller,complex,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($",\"'{Formula}\"", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("3,q3,to_smaller,complex,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith($",\"{Quoted.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", lines[2], StringComparison.Ordinal);
        Assert.All(lines[1..3], line => Assert.Matches(",gpt-4o,standard,gpt-4o-mini,small,0\\.0[0-9]*,0\\.0[0-9]*,", line));
    }

    [Fact]
    public async Task Get_ViewerOfRealTraffic_HasNeitherTextsNorCosts()
    {
        List<object> rows = [];
        _world.Call(rows, LabWorld.Outage, answeredBy: ModelClass.Standard);
        await _world.SaveAsync(rows);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var run = await _world.Get<LabStarts>().StartTrafficAsync(_admin, _world.OrganizationId, AtCost, today.AddDays(-7), today.AddDays(1), Cancel);
        await _world.Get<LabRunner>().RunWaitingAsync(Cancel);

        using var response = await GetAsync(await _world.People.PersonAsync(ConsoleRole.Viewer), Address(run));

        var line = (await response.Content.ReadAsStringAsync(Cancel)).Split("\r\n")[1];
        Assert.Contains(",gpt-4o,standard,gpt-4o-mini,small,,,", line, StringComparison.Ordinal);
        Assert.EndsWith(",", line, StringComparison.Ordinal);
        Assert.EndsWith($",{LabWorld.Outage}\r\n", await TextAsync(Address(run)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Filter_LeavesTheOthersOutAndNonsenseIsPassedOver()
    {
        var run = await DoneAsync();

        Assert.Equal($"{Header}\r\n", await TextAsync(Address(run) + "&kind=to_larger"));
        Assert.Equal($"{Header}\r\n", await TextAsync(Address(run) + "&complexity=critical"));
        Assert.Equal(await TextAsync(Address(run)), await TextAsync(Address(run) + "&kind=to_smaller&complexity=nonsense"));
    }

    [Fact]
    public async Task Get_ForeignRunForeignOrganizationAndMissing_LookTheSame()
    {
        var run = await DoneAsync();
        var foreign = await _world.Get<LabStarts>().StartPastedAsync(new Actor.Installation("test"), await _world.People.OtherOrganizationAsync(), new(RoutingPolicy.Default), "why?", Cancel);
        var stranger = await _world.People.PersonAsync(role: null);

        var refused = new[]
        {
            await RefusedAsync(_admin, Address(foreign)),
            await RefusedAsync(_admin, Address(TypedId.New<LabRunId>(TimeProvider.System))),
            await RefusedAsync(_admin, Address(run, "no-such-thing")),
            await RefusedAsync(stranger, Address(run)),
        };

        Assert.Single(refused.Distinct());
        Assert.Equal(HttpStatusCode.NotFound, refused[0].Status);
        Assert.DoesNotContain("number,id", refused[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SignedOut_IsRefused()
    {
        using var response = await GetAsync(person: null, Address(await DoneAsync()));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<LabRunId> DoneAsync()
    {
        var csv = $"id,prompt\nq1,{LabWorld.Status}\n=1+1,{Formula}\nq3,\"{Quoted.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var run = await _world.Get<LabStarts>().StartUploadAsync(_admin, _world.OrganizationId, AtCost, "questions.csv", content, Cancel);
        await _world.Get<LabRunner>().RunWaitingAsync(Cancel);
        return run;
    }

    private string Address(LabRunId run, string? slug = null) => LabLinks.ExportOf(slug ?? _slug, run, new());

    private async Task<HttpResponseMessage> GetAsync(Actor.Person? person, string address)
    {
        using var client = _web.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (person is not null)
        {
            request.Headers.Add(NamedPerson.Scheme, person.UserId.ToString());
        }

        return await client.SendAsync(request, Cancel);
    }

    private async Task<string> TextAsync(string address)
    {
        using var response = await GetAsync(_admin, address);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<(HttpStatusCode Status, string Text)> RefusedAsync(Actor.Person person, string address)
    {
        using var response = await GetAsync(person, address);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Signs in whom the request names.</summary>
    private sealed class NamedPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public new const string Scheme = "Person";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers[Scheme].ToString() is { Length: > 0 } id
                ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id)], Scheme)), Scheme))
                : AuthenticateResult.NoResult());
    }
}
