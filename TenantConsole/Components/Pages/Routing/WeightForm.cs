using System.Globalization;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The signals' weights as they are typed.</summary>
public sealed class WeightForm(SignalWeights weights)
{
    public string Keywords { get; set; } = Text(weights.Keywords);

    public string Length { get; set; } = Text(weights.Length);

    public string JobRole { get; set; } = Text(weights.JobRole);

    public string Conversation { get; set; } = Text(weights.Conversation);

    public string Questions { get; set; } = Text(weights.Questions);

    public string Technical { get; set; } = Text(weights.Technical);

    public string Impact { get; set; } = Text(weights.Impact);

    public SignalWeights Read(SignalWeights before, FormFaults faults) => new(
        Weight("keywords", Keywords, before.Keywords, faults),
        Weight("length", Length, before.Length, faults),
        Weight("jobRole", JobRole, before.JobRole, faults),
        Weight("conversation", Conversation, before.Conversation, faults),
        Weight("questions", Questions, before.Questions, faults),
        Weight("technical", Technical, before.Technical, faults),
        Weight("impact", Impact, before.Impact, faults));

    private static string Text(double weight) => weight.ToString("0.####", CultureInfo.InvariantCulture);

    private static double Weight(string name, string text, double before, FormFaults faults)
    {
        if (NumberText.Decimal(text) is { } weight)
        {
            return text == Text(before) ? before : (double)weight;
        }

        faults.Add($"weights.{name}", $"Write a number from 0 to {SignalWeights.Highest.ToString(CultureInfo.InvariantCulture)}, such as 1.");
        return before;
    }
}
