using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TenantConsole.Core.Security;

namespace TenantConsole.Security;

/// <summary>A hash that no password has, to be checked where there is no account: it costs what a real one costs.</summary>
internal sealed class DecoyPassword(IOptions<PasswordHasherOptions> options)
{
    public string Hash { get; } = new PasswordHasher<ConsoleUser>(options).HashPassword(new ConsoleUser(), LinkSecret.New());
}
