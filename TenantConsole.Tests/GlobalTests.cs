namespace TenantConsole.Tests;

public sealed class GlobalTests
{
    [Fact]
    public void One() => Assert.Equal(2, 1 + 1);
}
