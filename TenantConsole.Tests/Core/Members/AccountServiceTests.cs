using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

public sealed class AccountServiceTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CreateAsync_NewAddress_CanSignInWithThePassword(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddPersonAsync("Ada@Example.com");

        Assert.True(await world.HasPasswordAsync("ada@example.COM", MembersWorld.Password));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CreateAsync_AddressInAnotherCase_IsTheSameAddress(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddPersonAsync("ada@example.com");

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => world.AddPersonAsync("ADA@EXAMPLE.COM"));
        Assert.Equal("There is already an account with the e-mail address ADA@EXAMPLE.COM.", refusal.Message);
    }

    [Theory]
    [InlineData("eleven char")]
    [InlineData("ababababababab")]
    [InlineData("x-ada@example.com-x")]
    public async Task CreateAsync_WeakPassword_MakesNothing(string password)
    {
        await using var world = await MembersWorld.CreateAsync(DatabaseEngine.Sqlite);

        await Assert.ThrowsAsync<InvalidInputException>(() => world.Accounts.CreateAsync(MembersWorld.Installation, new NewAccount("ada@example.com", password), Cancel));
        Assert.Empty(await world.UsersAsync());
    }

    [Fact]
    public async Task CreateAsync_LongPasswordOfSmallLettersAlone_IsGood()
    {
        await using var world = await MembersWorld.CreateAsync(DatabaseEngine.Sqlite);

        await world.Accounts.CreateAsync(MembersWorld.Installation, new NewAccount("ada@example.com", "onlysmallletters"), Cancel);
        Assert.Single(await world.UsersAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CreateAsync_PersonWithoutThePermission_IsRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var person = await world.AddPersonAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Accounts.CreateAsync(person, new NewAccount("eve@example.com", MembersWorld.Password), Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CreateAsync_Account_IsInThePlatformsChainWithoutItsAddress(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var person = await world.AddPersonAsync("ada@example.com", platformAdmin: true);

        await using var db = world.OpenSystem();
        var entry = await db.Set<PlatformAuditEntry>().SingleAsync(Cancel);
        Assert.Equal("user.created", entry.Action);
        Assert.Contains($"user:{person.UserId}", entry.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", entry.Payload, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CreateAsync_SameAddressAtOnce_MakesOneAccount(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var tries = Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.AddPersonAsync("ada@example.com"), Cancel)).ToList();

        await Task.WhenAll(tries.Select(task => task.ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default)));

        Assert.Single(await world.UsersAsync());
    }
}
