using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Interviews;

public sealed class InterviewDecisionsTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly InterviewRegistered Registered = new("JS 036", new("JS", "Jiangsu", Notes: [45]), "not-stated");

    [Theory]
    [InlineData("JS 036", true)]
    [InlineData("JS/036", false)]
    [InlineData(" JS 036", false)]
    [InlineData("", false)]
    public void Its_code_is_a_human_key(string code, bool isValid) =>
        (InterviewDecisions.Register(Registered with { Code = code }).Problem is null).ShouldBe(isValid);

    [Fact]
    public void Describing_it_as_it_is_leaves_no_event()
    {
        InterviewDecisions.Describe(Given(), new("JS", "Jiangsu", Notes: [45])).Events.ShouldBeEmpty();
        InterviewDecisions.Describe(Given(), new("JS", "Jiangsu", Notes: [45, 46])).Events.ShouldHaveSingleItem();
        var described = InterviewDecisions.Describe(Given(), new("JS")).Events.ShouldHaveSingleItem().ShouldBeOfType<InterviewDescribed>();
        Given(described).Description.ShouldBe(new("JS"));
    }

    [Fact]
    public void Given_an_erased_interview_when_anything_more_is_recorded_of_it_then_it_is_refused()
    {
        var erased = Given(new InterviewErased("asked for"));

        erased.IsWithdrawn().ShouldBeTrue();
        erased.MayLeave(ConsentScope.Paraphrase, Today).ShouldBeFalse();
        InterviewDecisions.Erase(erased, "JS 036", "again").Problem!.Type.ShouldBe("erased");
        InterviewDecisions.Describe(erased, new("GD")).Problem!.Type.ShouldBe("erased");
        InterviewDecisions.RecordConsent(erased, new([ConsentScope.Paraphrase], "form")).Problem!.Type.ShouldBe("erased");
        InterviewDecisions.WithdrawConsent(erased, new([ConsentScope.Quote])).Problem!.Type.ShouldBe("erased");
        InterviewDecisions.SetEmbargo(erased, new(Today.AddDays(9), "promised"), Today).Problem!.Type.ShouldBe("erased");
    }

    [Fact]
    public void Given_an_interview_when_it_is_erased_then_its_code_must_be_repeated()
    {
        InterviewDecisions.Erase(Given(), "JS 37", "asked for").Problem!.Field.ShouldBe("confirm");
        InterviewDecisions.Erase(Given(), "JS 036", "asked for").Events.ShouldBe([new InterviewErased("asked for")]);
    }

    [Fact]
    public void Consent_is_recorded_for_each_use_and_the_last_word_counts()
    {
        var given = new ConsentRecorded([ConsentScope.Quote, ConsentScope.Archive], "form");
        var withdrawn = new ConsentWithdrawn([ConsentScope.Quote], "letter", Today);

        Given(given).Consents.ShouldBe([new(ConsentScope.Quote, true, "form", null), new(ConsentScope.Archive, true, "form", null)]);
        Given(given, withdrawn).Consents
            .ShouldBe([new(ConsentScope.Quote, false, "letter", Today), new(ConsentScope.Archive, true, "form", null)]);
        Given(given, withdrawn, given).ConsentTo(ConsentScope.Quote)!.IsGiven.ShouldBeTrue();
    }

    [Fact]
    public void The_same_consent_again_leaves_no_event_and_better_grounds_do()
    {
        var given = new ConsentRecorded([ConsentScope.Quote], "by word of mouth");
        InterviewDecisions.RecordConsent(Given(given), given).Events.ShouldBeEmpty();
        InterviewDecisions.RecordConsent(Given(given), given with { Basis = "signed form" }).Events.ShouldHaveSingleItem();
        InterviewDecisions.RecordConsent(Given(given), given with { Scopes = [ConsentScope.Quote, ConsentScope.Reuse] }).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_was_never_given_can_be_withdrawn_but_nothing_twice()
    {
        var withdrawn = new ConsentWithdrawn([ConsentScope.Quote]);
        InterviewDecisions.WithdrawConsent(Given(), withdrawn).Events.ShouldBe([withdrawn]);
        InterviewDecisions.WithdrawConsent(Given(withdrawn), withdrawn).Problem!.Type.ShouldBe("consent-withdrawn");
        var more = new ConsentWithdrawn([ConsentScope.Quote, ConsentScope.Archive]);
        InterviewDecisions.WithdrawConsent(Given(withdrawn), more).Events.ShouldBe([more]);
    }

    [Fact]
    public void Consent_names_its_uses_once_each()
    {
        InterviewDecisions.RecordConsent(Given(), new([], "form")).Problem!.Type.ShouldBe("scopes");
        InterviewDecisions.WithdrawConsent(Given(), new([ConsentScope.Quote, ConsentScope.Quote])).Problem!.Type.ShouldBe("scopes");
    }

    [Fact]
    public void An_embargo_ends_in_the_future_unless_it_ends_one_that_is_in_force()
    {
        var tomorrow = new EmbargoSet(Today.AddDays(1), "promised");
        InterviewDecisions.SetEmbargo(Given(), tomorrow, Today).Events.ShouldBe([tomorrow]);
        InterviewDecisions.SetEmbargo(Given(tomorrow), tomorrow, Today).Events.ShouldBeEmpty();
        InterviewDecisions.SetEmbargo(Given(), new(Today, "over"), Today).Problem!.Type.ShouldBe("embargo-past");
        InterviewDecisions.SetEmbargo(Given(tomorrow), new(Today, "over"), Today).Events.ShouldBe([new EmbargoSet(Today, "over")]);
        InterviewDecisions.SetEmbargo(Given(tomorrow), new(Today.AddDays(-1), "over"), Today).Problem!.Type.ShouldBe("embargo-past");
    }

    [Fact]
    public void Withdrawing_even_paraphrase_makes_it_uncitable_until_it_is_given_again()
    {
        var id = Guid.NewGuid();
        Changes(new ConsentWithdrawn([ConsentScope.Quote])).ShouldBe([new RegisterChange.Changes(id)]);
        Changes(new ConsentWithdrawn([ConsentScope.Quote, ConsentScope.Paraphrase])).ShouldContain(new RegisterChange.Stands(id, Standing.Withdrawn));
        Changes(new ConsentRecorded([ConsentScope.Paraphrase], "form")).ShouldContain(new RegisterChange.Stands(id, Standing.Active));

        IEnumerable<RegisterChange> Changes(object @event) => InterviewStream.Definition.RegisterChanges(id, @event);
    }

    [Fact]
    public void The_register_knows_whether_it_is_confidential_and_embargoed()
    {
        Facts(Registered)["confidential"].ShouldBe("true");
        Facts(new InterviewDescribed(new(Confidentiality: Confidentiality.Open)))["confidential"].ShouldBe("false");
        Facts(new InterviewDescribed(new(Confidentiality: Confidentiality.Confidential)))["confidential"].ShouldBe("true");
        Facts(new EmbargoSet(new(2030, 1, 2), "promised"))["embargoUntil"].ShouldBe("2030-01-02");

        static IReadOnlyDictionary<string, string> Facts(object @event) =>
            InterviewStream.Definition.RegisterChanges(Guid.NewGuid(), @event).ShouldHaveSingleItem() switch
            {
                RegisterChange.Enters enters => enters.Facts!,
                RegisterChange.Changes changes => changes.Facts!,
                _ => throw new InvalidOperationException(),
            };
    }

    private static Interview Given(params object[] events) => InterviewStream.Definition.Folded<Interview>([Registered, .. events]);
}
