using System.IO.Compression;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Routing.Strategies;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>What an organization's own outcomes teach.</summary>
public sealed class OutcomeCalibrationTests
{
    private const string Hard = "Please reconcile the quarterly ledger entries for the Zurich branch with the bank";
    private const string Easy = "Please translate the cafeteria menu for the visitors into plain English words";

    // Two hundred outcomes: what has to do with ledgers the small model gets wrong, menus it gets right.
    private static readonly RoutedOutcome[] Outcomes =
    [
        .. Enumerable.Range(0, 100).SelectMany(i => new RoutedOutcome[]
        {
            new($"Please reconcile ledger number {i} of the Zurich branch", i % 10 == 0 ? 1 : 0, 1),
            new($"Please translate menu number {i} for the visitors", 1, i % 10 == 0 ? 0 : 1),
        }),
    ];

    private static readonly OutcomeCalibration Learned = OutcomeCalibration.Empty.With(Outcomes, RoutingPolicy.Default, Seed, Now);

    [Fact]
    public void Decide_WordsThatTheSmallModelFailedAt_NeedTheLargerModelMore()
    {
        Assert.True(Probability(Hard, Learned) > Probability(Hard, null) + 0.1);
        Assert.True(Probability(Easy, Learned) < Probability(Easy, null));
    }

    [Fact]
    public void Decide_Calibrated_ShowsItAsAContributionAndNamesTheVersion()
    {
        var decision = Decide(new RoutingRequest(Hard, Calibration: Learned));
        Assert.Equal(1, decision.CalibrationVersion);
        Assert.Contains("200 outcomes of the organization", decision.Signal(SignalNames.OwnOutcomes)!.Note);
        Assert.Equal(decision.Score, decision.Contributions.Sum(signal => signal.Contribution), 2);
    }

    [Fact]
    public void Decide_EmptyCalibration_IsTheDecisionWithoutOne() =>
        Assert.Equal(RoutingJson.Write(Decide(new RoutingRequest(Hard))), RoutingJson.Write(Decide(new RoutingRequest(Hard, Calibration: OutcomeCalibration.Empty))));

    [Fact]
    public void Decide_UnderTheRules_HasNoUseForIt() => Assert.Null(Decide(new RoutingRequest(Hard, Calibration: Learned), Rules).CalibrationVersion);

    [Fact]
    public void Decide_CalibrationOfAnotherModel_IsPassedOver()
    {
        var other = new OutcomeCalibration(new() { Version = 3, ModelVersion = "gain-0", Outcomes = 50 });
        Assert.Null(Decide(new RoutingRequest(Hard, Calibration: other)).CalibrationVersion);
    }

    [Fact]
    public void With_MoreOutcomes_IsANewVersionAndLeavesTheOldOne()
    {
        var before = Probability(Hard, Learned);
        var next = Learned.With([new(Hard, 1, 1)], RoutingPolicy.Default, Seed, Now);
        Assert.Equal((2, 201), (next.Version, next.Outcomes));
        Assert.Equal((1, 200, before), (Learned.Version, Learned.Outcomes, Probability(Hard, Learned)));
    }

    [Fact]
    public void With_InTwoSteps_LearnsTheSameAsInOne()
    {
        var steps = OutcomeCalibration.Empty.With(Outcomes[..120], RoutingPolicy.Default, Seed, Now).With(Outcomes[120..], RoutingPolicy.Default, Seed, Now);
        Assert.Equal(Learned.Trust, steps.Trust, 12);
        Assert.Equal(Probability(Hard, Learned), Probability(Hard, steps));
    }

    [Fact]
    public void Trust_WordsThatTellNothing_IsLessThanOfWordsThatDo()
    {
        var random = new Random(5);
        var noise = Outcomes.Select(outcome => outcome with { SmallScore = random.Next(2), LargeScore = random.Next(2) }).ToArray();
        Assert.True(OutcomeCalibration.Empty.With(noise, RoutingPolicy.Default, Seed, Now).Trust < Learned.Trust);
    }

    [Fact]
    public void Decide_TextOfWhichLittleIsKnown_IsMovedLess()
    {
        var push = Decide(new RoutingRequest(Hard, Calibration: Learned)).Signal(SignalNames.OwnOutcomes)!.Contribution;
        var diluted = Decide(new RoutingRequest($"{Hard}, as soon as somebody finds a quiet afternoon for it after their holidays", Calibration: Learned)).Signal(SignalNames.OwnOutcomes)!.Contribution;
        Assert.InRange(diluted, 0.01, push * 0.7);
    }

    [Fact]
    public void With_LargeModelNotAsked_TakesHalfOfTheFailuresAsRepaired()
    {
        var failed = OutcomeCalibration.Empty.With([new(Hard, 0)], RoutingPolicy.Default, Seed, Now);
        var known = OutcomeCalibration.Empty.With([new(Hard, 0, 0.5)], RoutingPolicy.Default, Seed, Now);
        Assert.Equal(known.ToBytes(), failed.ToBytes());
    }

    [Theory]
    [InlineData(-0.1, null)]
    [InlineData(double.NaN, null)]
    [InlineData(0.5, 1.1)]
    [InlineData(0.5, double.NaN)]
    public void With_ScoreOutOfRange_IsRefused(double small, double? large) =>
        Assert.Throws<InvalidInputException>(() => OutcomeCalibration.Empty.With([new(Hard, small, large)], RoutingPolicy.Default, Seed, Now));

    [Fact]
    public void FromBytes_WhatWasWritten_DecidesTheSame()
    {
        var bytes = Learned.ToBytes();
        var copy = OutcomeCalibration.FromBytes(bytes);
        Assert.Equal((Learned.Version, Learned.Outcomes, Learned.ModelVersion, Learned.Trust), (copy.Version, copy.Outcomes, copy.ModelVersion, copy.Trust));
        Assert.Equal(Probability(Hard, Learned), Probability(Hard, copy));
        Assert.InRange(bytes.Length, 100, 60_000);
    }

    [Fact]
    public void FromBytes_OtherForm_IsRefused()
    {
        using var read = new MemoryStream();
        using (var compressed = new BrotliStream(new MemoryStream(Learned.ToBytes()), CompressionMode.Decompress))
        {
            compressed.CopyTo(read);
        }

        var bytes = read.ToArray();
        bytes[4] = 1;
        using var written = new MemoryStream();
        using (var compressed = new BrotliStream(written, CompressionLevel.Fastest))
        {
            compressed.Write(bytes);
        }

        Assert.Throws<InvalidDataException>(() => OutcomeCalibration.FromBytes(written.ToArray()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(500)]
    public void FromBytes_SomethingElse_IsRefused(int length) => Assert.Throws<InvalidDataException>(() => OutcomeCalibration.FromBytes(new byte[length]));

    [Fact]
    public void ToBytes_HoldsNoText()
    {
        var bytes = CalibrationFormat.Read(Learned.ToBytes());
        Assert.Equal(GainModel.Current.Version, bytes.ModelVersion);
        Assert.Equal(200, bytes.Texts.Max());
    }

    private static double Probability(string prompt, OutcomeCalibration? calibration) => Decide(new RoutingRequest(prompt, Calibration: calibration)).StrongProbability;
}
