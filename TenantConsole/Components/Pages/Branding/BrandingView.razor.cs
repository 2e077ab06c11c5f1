using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Branding;

/// <summary>Changes an organization's branding, with what it looks like beside it before anything is saved.</summary>
public sealed partial class BrandingView
{
    private readonly FormFaults _faults = new();
    private string? _logoFault;
    private string _color = "";
    private string _url = "";
    private int _version;
    private OrganizationId _shown;
    private bool _acting;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private BrandingService Service { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private bool IsChanged => _color.Trim() != (Organization.Branding.PrimaryColor ?? "") || _url.Trim() != (Organization.Branding.CompanyUrl ?? "");

    /// <summary>The colour that is typed, where it is one.</summary>
    private string? Valid => Color().IsMatch(_color.Trim()) ? _color.Trim() : null;

    private string? PickerValue => Valid;

    protected override void OnParametersSet()
    {
        if (_shown != Organization.Id)
        {
            (_shown, _version, _color, _url) = (Organization.Id, Organization.Version, Organization.Branding.PrimaryColor ?? "", Organization.Branding.CompanyUrl ?? "");
        }
    }

    private void Pick(ChangeEventArgs picked) => _color = picked.Value as string ?? "";

    private Task SaveAsync() => TryAsync(
        async actor =>
        {
            _faults.Clear();
            var saved = await Service.SaveAsync(actor, Organization.Id, new(_version, _color, _url), CancellationToken.None);
            Take(saved);
            Snackbar.Add("Saved.", Severity.Success);
        },
        _faults.Take,
        _faults.Say);

    private Task UploadAsync(InputFileChangeEventArgs chosen) => TryLogoAsync(async actor =>
    {
        if (chosen.File.Size > LogoImage.MaxBytes)
        {
            throw new InvalidInputException("A logo is a picture of at most 64 KB.", "logo");
        }

        using var bytes = new MemoryStream();
        await using (var stream = chosen.File.OpenReadStream(LogoImage.MaxBytes))
        {
            await stream.CopyToAsync(bytes);
        }

        return await Service.SetLogoAsync(actor, Organization.Id, bytes.ToArray(), CancellationToken.None);
    });

    private Task RemoveLogoAsync() => TryLogoAsync(actor => Service.RemoveLogoAsync(actor, Organization.Id, CancellationToken.None));

    /// <summary>What is typed beside the logo stays: only the version is taken over.</summary>
    private Task TryLogoAsync(Func<Actor, Task<Organization>> act)
    {
        _logoFault = null;
        return TryAsync(async actor => _version = (await act(actor)).Version, refusal => _logoFault = refusal.Message, sentence => _logoFault = sentence);
    }

    private void Take(Organization saved) => (_version, _color, _url) = (saved.Version, saved.Branding.PrimaryColor ?? "", saved.Branding.CompanyUrl ?? "");

    private async Task TryAsync(Func<Actor, Task> act, Action<InvalidInputException> refuse, Action<string> say)
    {
        if (_acting)
        {
            return;
        }

        _acting = true;
        try
        {
            await act(await CurrentActor.GetAsync());
            await Changed.InvokeAsync();
        }
        catch (InvalidInputException refusal)
        {
            refuse(refusal);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            say(sentence);
        }
        finally
        {
            _acting = false;
        }
    }

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Color();
}
