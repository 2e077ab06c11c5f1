using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>Turns the knobs of a policy, chooses questions and starts a run.</summary>
public sealed partial class LabRunForm : IDisposable
{
    private const string Current = "";
    private const int VersionsShown = 50;
    private const int NoteShown = 40;
    private const int FirstDays = 7;
    private static readonly LabSource[] Sources = [LabSource.Traffic, LabSource.Pasted, LabSource.Uploaded];
    private readonly CancellationTokenSource _gone = new();
    private readonly FormFaults _faults = new();
    private readonly PolicyDraft _draft = new();
    private ModelCatalog _catalog = ModelCatalog.Empty;
    private RoutingPolicy? _current;
    private IReadOnlyList<PolicyVersion> _versions = [];
    private IReadOnlyList<string> _models = [];
    private LabSource _source = LabSource.Traffic;
    private string _from = Current;
    private DateOnly _first;
    private DateOnly _last;
    private PastedQuestions? _pasted;
    private string _draftKey = "";
    private string _name = "";
    private IBrowserFile? _file;
    private bool _starting;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private LabStarts Starts { get; set; } = default!;

    [Inject]
    private RoutingPolicyService Policies { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _last = LocalCalendar.DayOf(Clock.GetUtcNow().UtcDateTime, LocalCalendar.Zone(Organization.TimeZone));
        _first = _last.AddDays(1 - FirstDays);
        try
        {
            var actor = await CurrentActor.GetAsync();
            _draftKey = $"lab.{Organization.Id}.{actor.AuditName}";
            _catalog = await Catalog.CurrentAsync(_gone.Token);
            _models = [.. _catalog.Models.Where(model => model.Class.IsChat()).Select(model => model.Id)];
            _versions = (await Policies.HistoryAsync(actor, Organization.Id, new(0, VersionsShown), _gone.Token)).Items;
            _current = await Policies.CurrentAsync(actor, Organization.Id, _gone.Token);
            _draft.Begin(_current);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static string Short(string note) => note.Length <= NoteShown ? note : note[..NoteShown] + "…";

    private async Task BeginFromAsync(ChangeEventArgs chosen)
    {
        _from = chosen.Value as string ?? Current;
        if (_current is not { } current)
        {
            return;
        }

        if (!int.TryParse(_from, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            _draft.Begin(current);
            return;
        }

        // A version says nothing of what is kept elsewhere: the organization's preference and threshold hold in it as they are now.
        var saved = await Policies.GetAsync(await CurrentActor.GetAsync(), Organization.Id, version, _gone.Token);
        _draft.Begin(saved with { Preference = current.Preference, Cascade = saved.Cascade with { Threshold = current.Cascade.Threshold } });
    }

    private async Task StartAsync()
    {
        if (_starting)
        {
            return;
        }

        if (Checked() is not { } policy)
        {
            return;
        }

        _starting = true;
        try
        {
            if (await StartAsync(new LabStart(policy, _name)) is { } run)
            {
                Navigation.NavigateTo(LabLinks.Of(Organization.Slug, run));
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page before the questions were read.
        }
        catch (InvalidInputException refusal) when (refusal.Field is "from" or "name")
        {
            _faults.Take(refusal);
        }
        catch (InvalidInputException refusal)
        {
            // A line's number: it stands in the message and has no field here.
            _faults.Say(refusal.Message);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _faults.Say(sentence);
        }
        finally
        {
            _starting = false;
        }
    }

    /// <summary>The policy that is to be tried; null: something is wrong with it, and told.</summary>
    private RoutingPolicy? Checked()
    {
        _faults.Clear();
        var policy = _draft.Read(_faults);
        var found = policy.Validate(_catalog, Clock.GetUtcNow().UtcDateTime);
        PolicyFaults.Add([.. found.Where(fault => PolicyKnobs.Shows(fault.Field))], _faults);
        if (found.FirstOrDefault(fault => !PolicyKnobs.Shows(fault.Field)) is { } without)
        {
            // It came with the version that was begun from, and has no knob here.
            _faults.Say(without.Message);
        }

        return _faults.Any ? null : policy;
    }

    /// <summary>The run; null where the browser is gone and with it what was pasted.</summary>
    private async Task<LabRunId?> StartAsync(LabStart start)
    {
        var actor = await CurrentActor.GetAsync();
        switch (_source)
        {
            case LabSource.Traffic:
                return await Starts.StartTrafficAsync(actor, Organization.Id, start, _first, _last.AddDays(1), _gone.Token);
            case LabSource.Pasted:
                return _pasted is not null && await _pasted.ReadAsync() is { } text ? await Starts.StartPastedAsync(actor, Organization.Id, start, text, _gone.Token) : null;
            default:
                if (_file is not { } file)
                {
                    throw new InvalidInputException("Choose a file of questions.", "file");
                }

                if (file.Size > QuestionLimits.MostBytes)
                {
                    throw new InvalidInputException($"The file has {file.Size / 1_000_000} MB; {QuestionLimits.MostBytes / 1_000_000} MB are the most. Split it up.", "file");
                }

                await using (var content = file.OpenReadStream(QuestionLimits.MostBytes, _gone.Token))
                {
                    return await Starts.StartUploadAsync(actor, Organization.Id, start, file.Name, content, _gone.Token);
                }
        }
    }
}
