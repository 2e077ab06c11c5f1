using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

public sealed class FirstAdministratorTests
{
    private static readonly NewAccount Ada = new("ada@example.com", MembersWorld.Password);

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EnsureAsync_SecondStart_ChangesNothing(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        Assert.True(await world.FirstAdministrator.EnsureAsync(Ada, Cancel));

        Assert.False(await world.FirstAdministrator.EnsureAsync(Ada with { Password = "another long password" }, Cancel));
        Assert.True(await world.HasPasswordAsync(Ada.Email, MembersWorld.Password));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EnsureAsync_AddressWithAnAccount_KeepsItsPassword(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddPersonAsync(Ada.Email);

        await world.FirstAdministrator.EnsureAsync(Ada with { Password = "another long password" }, Cancel);

        Assert.True(Assert.Single(await world.UsersAsync()).IsPlatformAdmin);
        Assert.True(await world.HasPasswordAsync(Ada.Email, MembersWorld.Password));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task NewSetupSecretAsync_WithAnAdministrator_IsNull(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.FirstAdministrator.EnsureAsync(Ada, Cancel);

        Assert.Null(await world.FirstAdministrator.NewSetupSecretAsync(Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task NewSetupSecretAsync_NextStart_ReplacesTheOneBefore(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var first = await world.FirstAdministrator.NewSetupSecretAsync(Cancel);
        var second = await world.FirstAdministrator.NewSetupSecretAsync(Cancel);

        Assert.False(await world.FirstAdministrator.IsSetupSecretAsync(first!, Cancel));
        Assert.True(await world.FirstAdministrator.IsSetupSecretAsync(second!, Cancel));
    }

    [Fact]
    public async Task NewSetupSecretAsync_Secret_IsNotInTheDatabase()
    {
        await using var world = await MembersWorld.CreateAsync(DatabaseEngine.Sqlite);
        var secret = await world.FirstAdministrator.NewSetupSecretAsync(Cancel);

        await using var db = world.OpenSystem();
        Assert.DoesNotContain(secret!, (await db.Set<PlatformSetting>().SingleAsync(Cancel)).Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetUpAsync_ManyAtOnce_MakeOneAdministrator(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = (await world.FirstAdministrator.NewSetupSecretAsync(Cancel))!;
        var tries = Enumerable.Range(0, 6).Select(number => Task.Run(
            async () =>
            {
                try
                {
                    await world.FirstAdministrator.SetUpAsync(secret, Ada with { Email = $"ada{number}@example.com" }, Cancel);
                    return true;
                }
                catch (InvalidInputException)
                {
                    return false;
                }
            },
            Cancel));

        Assert.Single(await Task.WhenAll(tries), made => made);
        Assert.True(Assert.Single(await world.UsersAsync()).IsPlatformAdmin);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetUpAsync_WeakPassword_LeavesTheLinkWorking(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = (await world.FirstAdministrator.NewSetupSecretAsync(Cancel))!;

        await Assert.ThrowsAsync<InvalidInputException>(() => world.FirstAdministrator.SetUpAsync(secret, Ada with { Password = "short" }, Cancel));
        Assert.True(await world.FirstAdministrator.IsSetupSecretAsync(secret, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SetUpAsync_OtherSecret_IsRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.FirstAdministrator.NewSetupSecretAsync(Cancel);

        await Assert.ThrowsAsync<InvalidInputException>(() => world.FirstAdministrator.SetUpAsync(LinkSecret.New(), Ada, Cancel));
        Assert.Empty(await world.UsersAsync());
    }
}
