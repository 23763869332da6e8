using EvidenceBase.Record.Interviews;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Interviews;

public sealed class InterviewTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData(Confidentiality.Open, ConsentScope.Quote, true)]
    [InlineData(Confidentiality.Open, ConsentScope.Archive, false)]
    [InlineData(Confidentiality.NotForAttribution, ConsentScope.Paraphrase, true)]
    [InlineData(Confidentiality.NotForAttribution, ConsentScope.Quote, false)]
    [InlineData(Confidentiality.Confidential, ConsentScope.Paraphrase, true)]
    [InlineData(Confidentiality.Confidential, ConsentScope.Quote, false)]
    [InlineData(null, ConsentScope.Quote, false)]
    [InlineData(null, ConsentScope.Reuse, false)]
    public void What_nobody_consented_to_leaves_only_as_the_terms_of_the_interview_allow(Confidentiality? terms, ConsentScope use, bool mayLeave) =>
        Given(terms).MayLeave(use, Today).ShouldBe(mayLeave);

    [Fact]
    public void Consent_goes_before_the_terms_of_the_interview()
    {
        Given(Confidentiality.Confidential, new ConsentRecorded([ConsentScope.Quote], "form")).MayLeave(ConsentScope.Quote, Today).ShouldBeTrue();
        Given(Confidentiality.Open, new ConsentWithdrawn([ConsentScope.Quote])).MayLeave(ConsentScope.Quote, Today).ShouldBeFalse();
    }

    [Fact]
    public void Without_consent_to_paraphrase_nothing_leaves()
    {
        var interview = Given(
            Confidentiality.Open, new ConsentRecorded([ConsentScope.Quote], "form"), new ConsentWithdrawn([ConsentScope.Paraphrase]));
        interview.IsWithdrawn().ShouldBeTrue();
        Enum.GetValues<ConsentScope>().ShouldAllBe(use => !interview.MayLeave(use, Today));
    }

    [Fact]
    public void Under_embargo_nothing_leaves_before_the_day()
    {
        var interview = Given(Confidentiality.Open, new EmbargoSet(Today.AddDays(1), "promised"));
        interview.MayLeave(ConsentScope.Quote, Today).ShouldBeFalse();
        interview.MayLeave(ConsentScope.Quote, Today.AddDays(1)).ShouldBeTrue();
    }

    private static Interview Given(Confidentiality? terms, params object[] events) =>
        InterviewStream.Definition.Folded<Interview>([new InterviewRegistered("JS 036", new(Confidentiality: terms)), .. events]);
}
