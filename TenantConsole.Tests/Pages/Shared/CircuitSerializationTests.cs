using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using TenantConsole.Components;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class CircuitSerializationTests
{
    [Theory]
    [InlineData(typeof(IComparable<int>))]
    [InlineData(typeof(System.Numerics.INumber<int>))]
    [InlineData(typeof(System.Runtime.Serialization.ISerializable))]
    public async Task Circuit_InterfacesThatNothingIsWrittenAs_AreNotDescribed(Type type)
    {
        await using var web = Web();
        await using var circuit = web.Services.CreateAsyncScope();

        Assert.Null(Resolver(circuit).GetTypeInfo(type, new JsonSerializerOptions()));
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(IReadOnlyList<string>))]
    [InlineData(typeof(IDictionary<string, int>))]
    [InlineData(typeof(IJSObjectReference))]
    public async Task Circuit_WhatIsWrittenOrRead_IsDescribed(Type type)
    {
        await using var web = Web();
        await using var circuit = web.Services.CreateAsyncScope();

        Assert.NotNull(Resolver(circuit).GetTypeInfo(type, new JsonSerializerOptions()));
    }

    private static WebApplication Web()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddConsoleUi();
        return builder.Build();
    }

    private static IJsonTypeInfoResolver Resolver(AsyncServiceScope circuit) =>
        Options(Assert.IsAssignableFrom<JSRuntime>(circuit.ServiceProvider.GetRequiredService<IJSRuntime>())).TypeInfoResolver!;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions Options(JSRuntime runtime);
}
