using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class OrganizationSlugTests
{
    [Theory]
    [InlineData("ab")]
    [InlineData("contoso-2")]
    [InlineData("a1-b2-c3")]
    public void Parse_Slug_IsTaken(string text) => Assert.Equal(text, OrganizationSlug.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Contoso")]
    [InlineData("-contoso")]
    [InlineData("contoso-")]
    [InlineData("con--toso")]
    [InlineData("con toso")]
    [InlineData("contoso\n")]
    [InlineData("ärzte")]
    [InlineData("a123456789-123456789-123456789-123456789-123456789-123456789-123")]
    public void Parse_NoSlug_IsRefused(string text) => Assert.Equal("slug", Assert.Throws<InvalidInputException>(() => OrganizationSlug.Parse(text)).Field);

    [Fact]
    public void Parse_WordOfTheConsolesAddresses_IsRefused() => Assert.Throws<InvalidInputException>(() => OrganizationSlug.Parse("new"));

    [Theory]
    [InlineData("Contoso Ltd.", "contoso-ltd")]
    [InlineData("  St. Mary's Hospital  ", "st-marys-hospital")]
    [InlineData("Café Zoë", "cafe-zoe")]
    [InlineData("A & B / C", "a-b-c")]
    [InlineData("東京", "")]
    public void Suggest_Name_IsItsLettersAndDigits(string name, string slug) => Assert.Equal(slug, OrganizationSlug.Suggest(name));

    [Fact]
    public void Suggest_LongName_IsASlug()
    {
        var suggestion = OrganizationSlug.Suggest(string.Join(' ', Enumerable.Repeat("abcdef", 20)));

        Assert.Null(OrganizationSlug.Fault(suggestion));
    }
}
