using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using TenantConsole.Components.Shared;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class ConfirmDialogTests : ComponentTest
{
    private static readonly ConfirmRequest Delete = new("Delete Contoso?", "Every row goes.", "Delete") { Destructive = true, TypeToConfirm = "Contoso" };

    [Fact]
    public async Task Ask_WrongName_CannotBeConfirmed()
    {
        var (dialogs, _) = await OpenAsync(Delete);

        dialogs.Find("#confirm-name").Input("contoso");

        Assert.True(dialogs.Find(".button.danger").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Ask_RightNameAndConfirmed_IsTrue()
    {
        var (dialogs, answer) = await OpenAsync(Delete);

        dialogs.Find("#confirm-name").Input("Contoso");
        dialogs.Find(".button.danger").Click();

        Assert.True(await answer);
    }

    [Fact]
    public async Task Ask_Cancelled_IsFalse()
    {
        var (dialogs, answer) = await OpenAsync(new("Suspend?", "They lose access.", "Suspend"));

        dialogs.FindAll(".button").Single(button => button.TextContent == "Cancel").Click();

        Assert.False(await answer);
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Dialogs, Task<bool> Answer)> OpenAsync(ConfirmRequest request)
    {
        var dialogs = Render<MudDialogProvider>();
        var answer = Task.FromResult(false);
        await dialogs.InvokeAsync(() => { answer = ConfirmDialog.AskAsync(Services.GetRequiredService<IDialogService>(), request); });
        dialogs.WaitForElement(".confirm");
        return (dialogs, answer);
    }
}
