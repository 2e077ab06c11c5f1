using TenantConsole.Core.Catalog;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Completions;

/// <summary>Token probabilities are asked for where the answer will be judged and the catalogue says that the model gives them.</summary>
public sealed class LogProbabilityTests
{
    private const string Question = "What is the status of ticket #123?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, true)]
    [InlineData("gpt-4o-mini", false)]
    public async Task Complete_AnswerThatWillBeJudged_AsksForThem(string? forced, bool asks)
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);

        await world.EventsAsync(CompletionsWorld.Ask(await world.OrganizationAsync(), Question, forced));

        Assert.Equal(asks, Assert.Single(world.Provider.Requests).Body.Contains("\"logprobs\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Complete_ModelThatGivesNone_IsNotAsked()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var catalog = world.Get<CatalogService>();
        var view = (await catalog.ListAsync(CompletionsWorld.Installation, Cancel)).Single(model => model.Model.Id == "gpt-4o-mini");
        Assert.True(view.Model.GivesLogProbabilities);
        await catalog.EditModelAsync(CompletionsWorld.Installation, view.Model.Id, view.Version, ModelEdit.Of(view.Model) with { GivesLogProbabilities = false }, Cancel);

        await world.EventsAsync(CompletionsWorld.Ask(await world.OrganizationAsync(), Question));

        Assert.DoesNotContain("logprobs", Assert.Single(world.Provider.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_ProviderThatRefusesThem_AnswersAllTheSame()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        world.Provider.Script(UpstreamReplies.Error(400, "invalid_request_error", message: "Unsupported parameter: 'logprobs'."), UpstreamReplies.Answer("It is open."));

        var events = await world.EventsAsync(CompletionsWorld.Ask(await world.OrganizationAsync(), Question));

        Assert.Equal("It is open.", string.Concat(events.OfType<TenantConsole.Core.Completions.CompletionEvent.Text>().Select(text => text.Delta)));
        Assert.IsType<TenantConsole.Core.Completions.CompletionEvent.Answered>(events[^1]);
    }
}
