using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

public sealed class StudyDecisionsTests
{
    private static readonly StudyOpened Opened = new("chips", "Chips", "Old", new(Interviewed: new("12", 12), Places: ["Suzhou"]));
    private static readonly MemberAdded Ana = new("ana", Role.Owner);

    [Fact]
    public void Whoever_opens_a_study_owns_it() => StudyDecisions.Open(Opened, "ana").Events.ShouldBe([Opened, Ana]);

    [Theory]
    [InlineData("chen-2014", true)]
    [InlineData("ab", true)]
    [InlineData("a", false)]
    [InlineData("Chen", false)]
    [InlineData("2014", false)]
    [InlineData("a--b", false)]
    [InlineData("a-", false)]
    [InlineData("a/b", false)]
    [InlineData("*DEFAULT*", false)]
    [InlineData("ab\n", false)]
    [InlineData("蘇州", false)]
    public void A_slug_can_stand_in_any_address(string slug, bool isValid) =>
        (StudyDecisions.Open(Opened with { Slug = slug }, "ana").Problem?.Type).ShouldBe(isValid ? null : "slug");

    [Fact]
    public void Describing_records_only_what_is_different()
    {
        var study = Given();
        StudyDecisions.Describe(study, "Chips", "Old", new(Interviewed: new("12", 12), Places: ["Suzhou"])).Events.ShouldBeEmpty();
        StudyDecisions.Describe(study, "Chips", null, null).Events.ShouldBe([new StudyRetitled("Chips", null)]);
        var more = new InterviewDenominator(Sought: 20, Interviewed: new("12", 12), Places: ["Suzhou"]);
        StudyDecisions.Describe(study, "Chips", "Old", more).Events.ShouldBe([new DenominatorCorrected(more)]);
        StudyDecisions.Describe(study, "Chips", "Old", new(Interviewed: new("12", 12), Places: ["Shenzhen"])).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_last_owner_stays_one()
    {
        var study = Given(new MemberAdded("ben", Role.Editor));
        StudyDecisions.ChangeRole(study, "ana", Role.Reader).Problem!.Type.ShouldBe("last-owner");
        StudyDecisions.RemoveMember(study, "ana").Problem!.Type.ShouldBe("last-owner");
        StudyDecisions.RemoveMember(study, "ben").Events.ShouldBe([new MemberRemoved("ben")]);
    }

    [Fact]
    public void An_owner_may_go_when_another_stays()
    {
        var study = Given(new MemberAdded("ben", Role.Editor), new MemberRoleChanged("ben", Role.Owner));
        StudyDecisions.ChangeRole(study, "ana", Role.Reader).Events.ShouldBe([new MemberRoleChanged("ana", Role.Reader)]);
        StudyDecisions.RemoveMember(study, "ana").Events.ShouldBe([new MemberRemoved("ana")]);
        StudyDecisions.RemoveMember(Given(new MemberAdded("ben", Role.Owner), new MemberRemoved("ana")), "ben").Problem!.Type.ShouldBe("last-owner");
    }

    [Fact]
    public void Nobody_is_a_member_twice()
    {
        StudyDecisions.AddMember(Given(), "ana", Role.Coder).Problem!.Type.ShouldBe("already-member");
        StudyDecisions.AddMember(Given(), "ben", Role.Coder).Events.ShouldBe([new MemberAdded("ben", Role.Coder)]);
        var after = Given(new MemberAdded("ben", Role.Coder), new MemberRemoved("ben"));
        StudyDecisions.AddMember(after, "ben", Role.Reader).Events.ShouldBe([new MemberAdded("ben", Role.Reader)]);
    }

    [Fact]
    public void Only_members_change_or_go()
    {
        StudyDecisions.ChangeRole(Given(), "ben", Role.Coder).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
        StudyDecisions.RemoveMember(Given(), "ben").Problem!.Kind.ShouldBe(ProblemKind.NotFound);
        StudyDecisions.ChangeRole(Given(), "ana", Role.Owner).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_release_is_never_moved()
    {
        var study = Given(new ReleaseNamed("submitted", 3));
        StudyDecisions.NameRelease(study, new("submitted", 4), 10).Problem!.Type.ShouldBe("release-taken");
        StudyDecisions.NameRelease(study, new("submitted", 3), 10).Problem!.Type.ShouldBe("release-taken");
        StudyDecisions.NameRelease(study, new("published", 3), 10).Events.ShouldBe([new ReleaseNamed("published", 3)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(11)]
    public void A_release_names_a_position_that_is_certain(long position) =>
        StudyDecisions.NameRelease(Given(), new("submitted", position), 10).Problem!.Type.ShouldBe("position-out-of-range");

    [Theory]
    [InlineData("position:12")]
    [InlineData("POSITION:12")]
    [InlineData("2014-03-01")]
    [InlineData("2014-03-01T12:00:00Z")]
    [InlineData("a/b")]
    [InlineData(" a")]
    [InlineData("")]
    public void A_releases_name_names_no_other_moment(string name) =>
        StudyDecisions.NameRelease(Given(), new(name, 1), 10).Problem!.Type.ShouldBe("release-name");

    [Fact]
    public void A_release_may_be_named_after_a_year() =>
        StudyDecisions.NameRelease(Given(), new("2014-submission", 1), 10).Events.ShouldHaveSingleItem();

    [Fact]
    public void An_archived_study_takes_nothing_but_its_reopening()
    {
        var study = Given(new MemberAdded("ben", Role.Owner), new StudyArchived());
        Decision[] refused =
        [
            StudyDecisions.Describe(study, "New", null, null),
            StudyDecisions.AddMember(study, "eve", Role.Reader),
            StudyDecisions.ChangeRole(study, "ben", Role.Reader),
            StudyDecisions.RemoveMember(study, "ben"),
            StudyDecisions.NameRelease(study, new("published", 1), 10),
            StudyDecisions.Archive(study, null),
        ];
        refused.ShouldAllBe(decision => decision.Problem!.Type == "archived");
        StudyDecisions.Reopen(study, "More to do").Events.ShouldBe([new StudyReopened("More to do")]);
        StudyDecisions.Reopen(Given(), null).Problem!.Type.ShouldBe("not-archived");
        StudyDecisions.Archive(Given(new StudyArchived(), new StudyReopened()), null).Events.ShouldBe([new StudyArchived()]);
    }

    [Fact]
    public void Other_words_are_told_by_the_register_that_a_study_is_closed()
    {
        var id = Guid.NewGuid();
        StudyStream.Definition.RegisterChanges(id, new StudyArchived()).ShouldContain(new RegisterChange.Stands(id, Standing.Withdrawn));
        StudyStream.Definition.RegisterChanges(id, new StudyReopened()).ShouldContain(new RegisterChange.Stands(id, Standing.Active));
        var closed = new Registered(Kinds.Study, id, id, "chips", 2, Standing.Withdrawn, new Dictionary<string, string>());
        StudyDecisions.Closed(closed)!.Type.ShouldBe("archived");
        StudyDecisions.Closed(closed with { Standing = Standing.Active }).ShouldBeNull();
    }

    private static Study Given(params object[] events) => StudyStream.Definition.Folded<Study>([Opened, Ana, .. events]);
}
