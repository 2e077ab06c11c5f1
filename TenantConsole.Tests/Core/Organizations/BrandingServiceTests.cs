using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class BrandingServiceTests
{
    private static readonly byte[] Svg = Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#102030"/></svg>""");

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SaveAsync_ColourAndPage_AreKeptAndTold(DatabaseEngine engine)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        var organization = await world.AddAsync();
        var admin = await world.AddMemberAsync(organization, ConsoleRole.Admin);

        await world.Get<BrandingService>().SaveAsync(admin, organization.Id, new(organization.Version, " #1A2B3C ", "https://example.com"), Cancel);

        Assert.Equal(new("#1a2b3c", "https://example.com"), (await world.Organizations.GetAsync(admin, organization.Id, Cancel)).Branding);
        Assert.Equal("organization.branded", (await world.AuditOfAsync(organization.Id))[^1].Action);
    }

    [Fact]
    public async Task SaveAsync_FaultyColourAndPage_NamesBoth()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            world.Get<BrandingService>().SaveAsync(OrganizationsWorld.Installation, organization.Id, new(organization.Version, "red", "http://example.com"), Cancel));

        Assert.Equal(["primaryColor", "companyUrl"], refusal.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task SaveAsync_SomebodyElseWasFaster_IsRefused()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();

        await Assert.ThrowsAsync<EditConflictException>(() =>
            world.Get<BrandingService>().SaveAsync(OrganizationsWorld.Installation, organization.Id, new(organization.Version - 1, "#112233", null), Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetLogoAsync_TwoInTurn_TheSecondTakesTheFirstsPlace(DatabaseEngine engine)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        var organization = await world.AddAsync();
        var branding = world.Get<BrandingService>();

        var first = (await branding.SetLogoAsync(OrganizationsWorld.Installation, organization.Id, Svg, Cancel)).Branding.LogoHash;
        var second = (await branding.SetLogoAsync(OrganizationsWorld.Installation, organization.Id, LogoImageTests.Png(16, 16), Cancel)).Branding.LogoHash;

        Assert.NotEqual(first, second);
        Assert.Equal(LogoImage.Png, (await branding.FindLogoAsync(OrganizationsWorld.Installation, organization.Id, Cancel))!.ContentType);
        Assert.Equal(second, (await world.Organizations.GetAsync(OrganizationsWorld.Installation, organization.Id, Cancel)).Branding.LogoHash);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RemoveLogoAsync_Logo_IsGone(DatabaseEngine engine)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        var organization = await world.AddAsync();
        var branding = world.Get<BrandingService>();
        await branding.SetLogoAsync(OrganizationsWorld.Installation, organization.Id, Svg, Cancel);

        await branding.RemoveLogoAsync(OrganizationsWorld.Installation, organization.Id, Cancel);

        Assert.Null(await branding.FindLogoAsync(OrganizationsWorld.Installation, organization.Id, Cancel));
        Assert.Null((await world.Organizations.GetAsync(OrganizationsWorld.Installation, organization.Id, Cancel)).Branding.LogoHash);
    }

    [Fact]
    public async Task SaveAsync_Colour_LeavesTheLogo()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();
        var branding = world.Get<BrandingService>();
        var withLogo = await branding.SetLogoAsync(OrganizationsWorld.Installation, organization.Id, Svg, Cancel);

        var saved = await branding.SaveAsync(OrganizationsWorld.Installation, organization.Id, new(withLogo.Version, "#112233", null), Cancel);

        Assert.Equal(withLogo.Branding.LogoHash, saved.Branding.LogoHash);
    }
}
