using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Memos;

public sealed class MemoTests
{
    private static readonly Guid MemoId = Guid.NewGuid();
    private static readonly Registered Claim = Given.Registered(Kinds.Claim, "C12");
    private static readonly Registered Table = Given.Registered(Kinds.Figure, "table-1");

    private static readonly MemoWritten Written =
        new("M-1", "Sampling", "Why these firms.", AuditCategory.Process, [Claim.Refer()], new Locator("varieties"));

    [Fact]
    public void A_thing_named_twice_counts_once()
    {
        var decision = MemoDecisions.Write("M-1", "Sampling", "Why.", AuditCategory.Process, [Claim, Table, Claim], null);

        decision.Events.ShouldHaveSingleItem().ShouldBeOfType<MemoWritten>().About.ShouldBe([Claim.Refer(), Table.Refer()]);
    }

    [Fact]
    public void It_may_be_about_what_is_withdrawn() =>
        MemoDecisions.Attach(MemoId, Memo(), Table with { Standing = Standing.Withdrawn }).Problem.ShouldBeNull();

    [Fact]
    public void It_is_attached_once_and_detached_where_it_was_attached()
    {
        var attached = MemoDecisions.Attach(MemoId, Memo(), Table).Events;

        Memo(attached).About.ShouldBe([Claim.Refer(), Table.Refer()]);
        MemoDecisions.Attach(MemoId, Memo(), Claim).Events.ShouldBeEmpty();
        Memo(MemoDecisions.Detach(Memo(), Claim).Events).About.ShouldBeEmpty();
        MemoDecisions.Detach(Memo(), Table).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public void It_is_not_about_itself() =>
        MemoDecisions.Attach(MemoId, Memo(), Given.Registered(Kinds.Memo, "M-1", id: MemoId)).Problem!.Type.ShouldBe("self-attachment");

    [Fact]
    public void Revising_to_the_same_leaves_no_event()
    {
        var same = new MemoRevised(Written.Title, Written.Text, Written.Category, Written.Locator);

        MemoDecisions.Revise(Memo(), same).Events.ShouldBeEmpty();
        MemoDecisions.Revise(Memo(), same with { Category = AuditCategory.RawData }).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_view_shows_the_latest_text_and_what_it_is_about()
    {
        var view = Given.View<MemoView>(
            MemoStream.Definition,
            Given.Stream(
                MemoStream.Definition, MemoId, "M-1", Written, new MemoRevised("Selection", "Why those.", AuditCategory.RawData, null), new MemoAttached(Table.Refer())));

        (view.Key, view.Version, view.Title, view.Text, view.Category, view.Locator).ShouldBe(
            ("M-1", 3L, "Selection", "Why those.", AuditCategory.RawData, null));
        view.About.ShouldBe([Claim.Refer(), Table.Refer()]);
    }

    private static Memo Memo(params IReadOnlyList<object> more) => Given.State<Memo>(MemoStream.Definition, [Written, .. more]);
}
