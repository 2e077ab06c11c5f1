using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The switches of learning, the share that is compared, and what that may cost.</summary>
public sealed partial class LearningForm
{
    private readonly FormFaults _faults = new();
    private LearningSettingsForm _form = new(new());
    private LearningSettings? _seen;
    private IReadOnlyList<string> _judges = [];
    private bool _conflict;
    private bool _saving;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public LearningSettings Settings { get; set; } = default!;

    /// <summary>Null where the person may not see costs.</summary>
    [Parameter]
    public ShadowSpending? Spending { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback Saved { get; set; }

    /// <summary>The person wants to see what somebody else saved.</summary>
    [Parameter]
    public EventCallback Reload { get; set; }

    [Inject]
    private RoutingLearningService Learning { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private string Outlook
    {
        get
        {
            var most = $"Percent, up to {(100 * LearningSettings.MostShadowShare).ToString("0", CultureInfo.InvariantCulture)}.";
            if (_form.ShadowShare is not { } share || Spending is not { } spending)
            {
                return most;
            }

            return share <= 0 ? $"{most} 0 compares nothing."
                : spending.ExpectedPicoUsd(share) is { } expected
                    ? $"{most} At the present rate about {MoneyFormat.ForPeople(expected)} a month, {(spending.IsMeasured ? "as the last ones cost" : "as far as can be told before the first one")}."
                : $"{most} Without questions in the last thirty days nobody can tell what it will cost.";
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_seen is not null)
        {
            return;
        }

        (_seen, _form) = (Settings, new(Settings));
        var now = Clock.GetUtcNow().UtcDateTime;
        var judges = (await Catalog.CurrentAsync(CancellationToken.None)).Models
            .Where(model => model.Class.IsChat() && !model.IsShutDownAt(now) && model.PriceAt(now) is not null)
            .Select(model => model.Id);
        _judges = [.. judges.Append(Settings.JudgeModelId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private async Task SaveAsync()
    {
        if (_saving || ReadOnly)
        {
            return;
        }

        _faults.Clear();
        var wanted = _form.Read(_faults);
        if (_faults.Any)
        {
            return;
        }

        (_saving, _conflict) = (true, false);
        try
        {
            await Learning.SaveSettingsAsync(await CurrentActor.GetAsync(), Organization.Id, wanted, _seen!, CancellationToken.None);
            await Saved.InvokeAsync();
        }
        catch (EditConflictException conflict)
        {
            _conflict = true;
            _faults.Say(conflict.Message);
        }
        catch (InvalidInputException refusal)
        {
            _faults.Take(refusal);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _faults.Say(sentence);
        }
        finally
        {
            _saving = false;
        }
    }
}
