using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace TenantConsole.Components;

/// <summary>
/// Keeps what an open page remembers about serialization small. Each circuit has JSON options of its own, and for every number or dictionary that it hands to the browser they describe all interfaces of
/// its type, about forty for an integer, to find out whether one of them is polymorphic. None is: leaving those descriptions out saves a tenth of a page's memory (<c>circuits</c> in the benchmarks).
/// </summary>
internal static class CircuitSerialization
{
    /// <summary>Call it after the components are added.</summary>
    public static IServiceCollection AddLeanCircuitSerialization(this IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IJSRuntime));
        var runtime = registered.ImplementationType ?? throw new InvalidOperationException("The circuits' JavaScript runtime is registered otherwise than it used to be.");
        services.Remove(registered);
        services.Add(new ServiceDescriptor(typeof(IJSRuntime), provider => Lean(ActivatorUtilities.CreateInstance(provider, runtime)), registered.Lifetime));
        return services;
    }

    private static object Lean(object runtime)
    {
        if (runtime is JSRuntime interop)
            Options(interop).TypeInfoResolver = new LeanResolver();

        return runtime;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions Options(JSRuntime runtime);

    private sealed class LeanResolver : DefaultJsonTypeInfoResolver
    {
        /// <summary>Null, which the serializer takes for "nothing to know", for what numbers and dictionaries implement: the runtime's own interfaces that are no collections. Nothing is written or read as one.</summary>
        public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) =>
            type.IsInterface && type.Assembly == typeof(int).Assembly && !typeof(IEnumerable).IsAssignableFrom(type) ? null! : base.GetTypeInfo(type, options);
    }
}
