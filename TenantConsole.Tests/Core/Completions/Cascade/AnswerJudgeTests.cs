using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Core.Completions.Cascade;

public sealed class AnswerJudgeTests
{
    private const string Question = "Explain how single sign-on works in our company";

    private const string GoodAnswer =
        "Single sign-on lets a person prove who they are once, to the identity provider, and then enter every connected system without another password. "
        + "The first visit to a system sends the browser to the provider; it comes back with a signed statement that the system checks. Sessions end together when the person signs out.";

    private static readonly CascadePolicy Wording = new() { OnLowConfidence = false };

    [Theory]
    [InlineData("I'm not sure about that; you should ask somebody who runs the system in your company, since the setup differs.")]
    [InlineData("I’m not sure about that; you should ask somebody who runs the system in your company, since the setup differs.")]
    [InlineData("I don't know how your company has set this up, so it is best to ask those who run it before you rely on anything.")]
    [InlineData("Perhaps it uses tokens. Maybe it uses cookies. Possibly it uses both at the same time.")]
    [InlineData("This may or may not apply to your company, as it depends on the identity provider that was chosen.")]
    public void Judge_AnswerThatDoubts_IsUncertain(string answer) => Assert.Equal([CascadeTrigger.Uncertainty], AnswerJudge.Judge(Question, answer, Wording).Triggers);

    [Fact]
    public void Judge_OnePerhapsInAPage_IsNoDoubt() =>
        Assert.Empty(AnswerJudge.Judge(Question, GoodAnswer + " Perhaps the most visible gain is that forgotten passwords become rare.", Wording).Triggers);

    [Theory]
    [InlineData("What does 'I don't know' mean in French?", "\"I don't know\" is \"je ne sais pas\" in French; in speech the ne is often left out.")]
    [InlineData("Who said this about the universe?", "Einstein is quoted with \"and I'm not sure about the universe\", though there is no proof that he said it.")]
    public void Judge_DoubtThatIsQuoted_IsNotItsOwn(string question, string answer) => Assert.Empty(AnswerJudge.Judge(question, answer, Wording).Triggers);

    [Theory]
    [InlineData(Question, "It uses tokens.")]
    [InlineData("Compare both proposals and recommend one", "The second one.")]
    public void Judge_FewWordsWhereMoreIsAsked_IsBrief(string question, string answer) => Assert.Equal([CascadeTrigger.Brevity], AnswerJudge.Judge(question, answer, Wording).Triggers);

    [Theory]
    [InlineData("What is the capital of France?", "Paris.")]
    [InlineData("How many users does the plan allow?", "25")]
    [InlineData("Why is 3 * 4 not 13? Give the right result only.", "12")]
    [InlineData("Explain briefly: is the server up?", "Yes, it is.")]
    [InlineData("Decide how this mail is to be filed: Promotions or Social?", "Social")]
    public void Judge_RightlyShort_IsLeftAlone(string question, string answer) => Assert.Empty(AnswerJudge.Judge(question, answer, Wording).Triggers);

    [Fact]
    public void Judge_QuestionBackToAClearQuestion_AsksForNothing() =>
        Assert.Equal([CascadeTrigger.AskingBack], AnswerJudge.Judge(Question, "There are several kinds of single sign-on in use today. Which one do you mean?", Wording).Triggers);

    [Theory]
    [InlineData("Fix it", "What should be fixed, and what do you see when it fails at present?")]
    [InlineData("Why does this not work?", "Which step fails, and what message do you see there at that moment?")]
    [InlineData(Question, GoodAnswer + " Would you like to see how your own provider is set up?")]
    [InlineData("Can you speak German with me today?", "Yes, I can speak German with you, from small talk to contracts. How can I help you?")]
    public void Judge_RightlyAsksBack_IsLeftAlone(string question, string answer) => Assert.Empty(AnswerJudge.Judge(question, answer, Wording).Triggers);

    [Fact]
    public void Judge_TriggerSwitchedOff_DoesNotUpgradeButStillLowersTheQuality()
    {
        const string Doubt = "I don't know how your company has set this up, so it is best to ask those who run it.";
        var off = AnswerJudge.Judge(Question, Doubt, new CascadePolicy { Threshold = 0, OnUncertainty = false });

        Assert.Equal((false, 0), (off.Upgrade, off.Triggers.Count));
        Assert.True(off.Quality < AnswerJudge.Judge(Question, GoodAnswer, new CascadePolicy()).Quality);
    }

    [Fact]
    public void Judge_WrongSums_AreTrustedLessThanRightOnes()
    {
        const string Asked = "Each of 20 trucks carries 20 tons. A quarter of them broke down. How many tons arrived?";
        var right = AnswerJudge.Judge(Asked, "20 trucks * 20 tons/truck = 400 tons in all. 20 / 4 = 5 trucks failed, 20 - 5 = 15 arrived, 15 * 20 = 300 tons.\n#### 300", new());
        var wrong = AnswerJudge.Judge(Asked, "20 trucks * 20 tons/truck = 420 tons in all. 20 / 4 = 6 trucks failed, 20 - 6 = 15 arrived, 15 * 20 = 310 tons.\n#### 310", new());

        Assert.True(wrong.Quality < right.Quality, $"{wrong.Quality} is not below {right.Quality}");
    }

    [Fact]
    public void Judge_LowTokenProbabilities_AreHeard()
    {
        var verdict = AnswerJudge.Judge(Question, GoodAnswer, new CascadePolicy(), meanLogProbability: Math.Log(0.3));

        Assert.Equal((0.3, CascadeTrigger.LowConfidence), (verdict.Quality, Assert.Single(verdict.Triggers)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("?", "?")]
    [InlineData("为什么服务器停了？", "不知道。")]
    [InlineData("1 =", "= = 1..2,,3 ==== (((((((((( 9999999999999999999999999999")]
    public void Judge_OddInput_IsJudged(string question, string answer) => Assert.InRange(AnswerJudge.Judge(question, answer, new()).Quality, 0, 1);

    [Fact]
    public void Judge_AMegabyte_IsJudged()
    {
        var answer = string.Concat(Enumerable.Repeat("1,234 + 5 = 1,239 and so on (as \"said\"). ", 25_000));

        Assert.InRange(AnswerJudge.Judge(answer, answer, new()).Quality, 0, 1);
    }
}
