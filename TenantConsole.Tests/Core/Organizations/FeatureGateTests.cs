using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class FeatureGateTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RequireAsync_EveryFeature_FollowsItsSwitchAtOnce(DatabaseEngine engine)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        var organization = await world.AddAsync();
        var gate = world.Get<IFeatureGate>();
        foreach (var feature in Enum.GetValues<Feature>())
        {
            await world.SwitchAsync(organization, features => Only(features, feature));
            await gate.RequireAsync(organization.Id, feature, Cancel);
            Assert.True(await gate.IsOnAsync(organization.Id, feature, Cancel));
            foreach (var other in Enum.GetValues<Feature>().Where(other => other != feature))
            {
                Assert.Equal(other, (await Assert.ThrowsAsync<FeatureOffException>(() => gate.RequireAsync(organization.Id, other, Cancel))).Feature);
            }
        }
    }

    [Fact]
    public void Features_Defaults_AreThoseOfTheProduct() => Assert.Equal(
        [Feature.AuditLog, Feature.ApiAccess],
        Enum.GetValues<Feature>().Where(new OrganizationFeatures().IsOn));

    private static OrganizationFeatures Only(OrganizationFeatures features, Feature feature) => features with
    {
        AuditLog = feature == Feature.AuditLog,
        AdvancedAnalytics = feature == Feature.AdvancedAnalytics,
        CustomModels = feature == Feature.CustomModels,
        ApiAccess = feature == Feature.ApiAccess,
        Sso = feature == Feature.Sso,
    };
}
