using System.Collections;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Access;

/// <summary>
/// Every method that acts for somebody × everybody who may not: refused, and nothing told. Methods are found, not listed; see <see cref="ServiceMethods"/> for what a new one has
/// to say about itself.
/// </summary>
public sealed class ServiceMatrixTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    public static TheoryData<string> Methods => ServiceMethods.Keys;

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Outsiders_EveryMethod_RefusesThemOrGivesThemOnlyTheirOwn(string key)
    {
        var method = ServiceMethods.Of(key);
        foreach (var (who, person) in world.Outsiders)
        {
            var outcome = await CallAsync(method, person, world.Theirs);
            if (ServiceMethods.ForEverybody.Contains(ServiceMethods.NameOf(method)))
            {
                continue;
            }

            if (ServiceMethods.ListsOnesOwn.Contains(ServiceMethods.NameOf(method)))
            {
                Assert.Null(outcome.Fault);
                Assert.DoesNotContain(world.Theirs.Name, JsonSerializer.Serialize(outcome.Result), StringComparison.Ordinal);
                continue;
            }

            Assert.True(IsRefused(method, outcome), $"{key} for {who}: {outcome}");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Outsiders_ForeignAndMissingOrganization_AreRefusedInTheSameWords(string key)
    {
        var method = ServiceMethods.Of(key);
        foreach (var person in world.Outsiders.Values)
        {
            var foreign = await CallAsync(method, person, world.Theirs);
            var missing = await CallAsync(method, person, world.Nobody, "no-such-slug");

            Assert.Equal((missing.Fault?.GetType(), missing.Fault?.Message), (foreign.Fault?.GetType(), foreign.Fault?.Message));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Owner_ForeignAndMissingThingsInTheirOrganization_AreRefusedInTheSameWords(string key)
    {
        var method = ServiceMethods.Of(key);
        if (!Arguments.HasChild(world, method))
        {
            return;
        }

        var foreign = await CallAsync(method, world.Owner, world.Theirs.Id, world.Theirs.Slug, world.Others.Id);
        var missing = await CallAsync(method, world.Owner, world.Theirs.Id, world.Theirs.Slug, children: null);

        Assert.Equal((missing.Fault?.GetType(), missing.Fault?.Message), (foreign.Fault?.GetType(), foreign.Fault?.Message));
        Assert.True(foreign.Fault is not null || foreign.Result is null or ICollection { Count: 0 }, $"{key} took another organization's thing: {foreign}");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Viewer_EveryMethod_GivesThemWhatAViewerReads(string key)
    {
        var method = ServiceMethods.Of(key);
        var name = ServiceMethods.NameOf(method);
        if (ServiceMethods.WritesForViewers.ContainsKey(name) || ServiceMethods.ForEverybody.Contains(name) || ServiceMethods.ListsOnesOwn.Contains(name))
        {
            return;
        }

        var mayNot = ServiceMethods.Writing(method) || !ServiceMethods.IsOfAnOrganization(method)
            || (ServiceMethods.ReadsThatNeedMore.TryGetValue(name, out var needed) && !RolePermissions.Has(ConsoleRole.Viewer, needed));
        var outcome = await CallAsync(method, world.Viewer, world.Theirs);

        Assert.True(IsRefused(method, outcome) == mayNot || await IsNotThereAsync(method, world.Theirs, mayNot), $"{key} for a viewer, who {(mayNot ? "may not" : "may")}: {outcome}");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task SuspendedOrganization_EveryMethodOfItsOwner_ReadsAndChangesNothing(string key)
    {
        var method = ServiceMethods.Of(key);
        var name = ServiceMethods.NameOf(method);
        if (ServiceMethods.WritesForViewers.ContainsKey(name) || !ServiceMethods.IsOfAnOrganization(method))
        {
            return;
        }

        var mayNot = ServiceMethods.Writing(method) || (ServiceMethods.ReadsThatNeedMore.TryGetValue(name, out var needed) && !IsLooking(needed));
        var outcome = await CallAsync(method, world.SuspendedOwner, world.Suspended);

        Assert.True(IsRefused(method, outcome) == mayNot || await IsNotThereAsync(method, world.Suspended, mayNot), $"{key} in a suspended organization, where its owner {(mayNot ? "may not" : "may")}: {outcome}");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Method_EveryOne_IsRegisteredAndSaysWhetherItWrites(string key)
    {
        var method = ServiceMethods.Of(key);
        _ = ServiceMethods.Writing(method);
        Assert.NotNull(world.Services.GetService(method.DeclaringType!));
        _ = new Arguments(world, world.Owner, world.Theirs.Id, world.Theirs.Slug, world.Theirs.Id).For(method);
    }

    private static bool IsRefused(MethodInfo method, Outcome outcome) =>
        outcome.Fault is AccessDeniedException || (ServiceMethods.FindsNothing.Contains(ServiceMethods.NameOf(method)) && outcome is { Fault: null, Result: null });

    /// <summary>Whether what a reader was refused is not there at all: the installation, which may everything, does not find it either. Never asked of what writes.</summary>
    private async Task<bool> IsNotThereAsync(MethodInfo method, Organization organization, bool mayNot) =>
        !mayNot && IsRefused(method, await CallAsync(method, AccessWorld.Installation, organization));

    /// <summary>The permissions that a suspended organization leaves to its owner.</summary>
    private static bool IsLooking(Permission permission) => permission.ToString().StartsWith("View", StringComparison.Ordinal) || permission == Permission.ExportOrganization;

    private Task<Outcome> CallAsync(MethodInfo method, Actor actor, Organization organization) => CallAsync(method, actor, organization.Id, organization.Slug, organization.Id);

    private Task<Outcome> CallAsync(MethodInfo method, Actor actor, OrganizationId organizationId, string slug) => CallAsync(method, actor, organizationId, slug, organizationId);

    private async Task<Outcome> CallAsync(MethodInfo method, Actor actor, OrganizationId organizationId, string slug, OrganizationId? children)
    {
        var arguments = new Arguments(world, actor, organizationId, slug, children).For(method);
        try
        {
            return new(await ResultAsync(Invoke(method, arguments)), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new(null, fault);
        }
    }

    private object? Invoke(MethodInfo method, object?[] arguments)
    {
        try
        {
            return method.Invoke(world.Services.GetRequiredService(method.DeclaringType!), arguments);
        }
        catch (TargetInvocationException fault)
        {
            ExceptionDispatchInfo.Throw(fault.InnerException!);
            throw;
        }
    }

    private static async Task<object?> ResultAsync(object? returned)
    {
        switch (returned)
        {
            case Task task:
                await task;
                return task.GetType().GetProperty("Result")?.GetValue(task);
            case ValueTask task:
                await task;
                return null;
            case not null when returned.GetType().GetInterfaces().FirstOrDefault(IsStream) is { } stream:
                return await (Task<object?>)typeof(ServiceMatrixTests).GetMethod(nameof(FirstAsync), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(stream.GetGenericArguments()).Invoke(null, [returned])!;
            case not null when returned.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>):
                return await ResultAsync(type.GetMethod("AsTask")!.Invoke(returned, null));
            default:
                return returned;
        }
    }

    private static bool IsStream(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static async Task<object?> FirstAsync<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var item in stream)
        {
            return item;
        }

        return null;
    }

    private sealed record Outcome(object? Result, Exception? Fault)
    {
        public override string ToString() => Fault is null ? $"was let through and gave {Result?.GetType().Name ?? "nothing"}" : $"{Fault.GetType().Name}: {Fault.Message} {Fault.StackTrace?.Split('\n').FirstOrDefault()}";
    }
}
