using TenantConsole.Core.Common;

namespace TenantConsole.Tests.Core.Common;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData("  ada@example.com ", "ada@example.com")]
    [InlineData("a+b.c@localhost", "a+b.c@localhost")]
    [InlineData("jose\u0301@ex\u00e4mple.org", "jos\u00e9@ex\u00e4mple.org")]
    public void Parse_Address_IsTrimmedAndComposed(string text, string address) => Assert.Equal(address, EmailAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.com")]
    [InlineData("a da@example.com")]
    [InlineData("ada@exa mple.com")]
    [InlineData("ada@example..com")]
    [InlineData("ada@-example.com")]
    [InlineData("a@b@c")]
    [InlineData("ada@example.com\nbcc: eve@example.com")]
    [InlineData("Ada <ada@example.com>")]
    public void Parse_SomethingElse_IsRefused(string text) => Assert.Throws<InvalidInputException>(() => EmailAddress.Parse(text));

    [Fact]
    public void Parse_TooLong_IsRefused() => Assert.Throws<InvalidInputException>(() => EmailAddress.Parse($"ada@{string.Join('.', Enumerable.Repeat("example", 40))}"));
}
