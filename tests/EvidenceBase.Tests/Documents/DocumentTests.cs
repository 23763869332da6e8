using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class DocumentTests
{
    private static readonly TextForm Form = new("text/plain", 1, false);

    [Fact]
    public void A_range_is_found_in_any_revision_before_or_after()
    {
        var document = Given("one two three", "zero one two three", "zero one 2 three", "zero one three");
        document.Locate(4, 7, 1, 1).ShouldBe(new(4, 7, Fate.Unchanged));
        document.Locate(4, 7, 1, 2).ShouldBe(new(9, 12, Fate.Unchanged));
        document.Locate(9, 12, 2, 1).ShouldBe(new(4, 7, Fate.Unchanged));
        document.Locate(4, 7, 1, 3).ShouldBe(new(9, 10, Fate.Changed));
        document.Locate(4, 8, 1, 4).ShouldBe(new(9, 9, Fate.Deleted));
        document.Locate(8, 13, 1, 4).ShouldBe(new(9, 14, Fate.Unchanged));
        document.Locate(9, 14, 4, 1).ShouldBe(new(8, 13, Fate.Unchanged));
        document.Locate(0, 4, 4, 1).ShouldBe(new(0, 0, Fate.Deleted));
    }

    [Fact]
    public void Of_a_revision_that_is_not_there_nothing_is_found()
    {
        var document = Given("one", "two");
        document.Revision(0).ShouldBeNull();
        document.Revision(3).ShouldBeNull();
        document.Revision(2).ShouldBe(document.Latest());
        Should.Throw<ArgumentOutOfRangeException>(() => document.Locate(0, 1, 1, 3)).ParamName.ShouldBe("to");
        Should.Throw<ArgumentOutOfRangeException>(() => document.Locate(0, 1, 0, 1)).ParamName.ShouldBe("from");
    }

    [Fact]
    public void Its_text_is_sealed_under_the_key_of_its_interview_or_its_own()
    {
        var (id, owner) = (Guid.NewGuid(), Guid.NewGuid());
        var document = Given("one");
        document.Holder(id).ShouldBe(id);
        (document with { BelongsTo = new(Kinds.Interview, owner) }).Holder(id).ShouldBe(owner);
        (document with { BelongsTo = new(Kinds.Source, owner) }).Holder(id).ShouldBe(id);
    }

    private static Document Given(string first, params string[] revisions)
    {
        var before = Texts.Take(first);
        var events = new List<object> { new DocumentDeposited("d", "D", null, TextKind.Other, null, false, Texts.Sealed(before.Length), Form) };
        foreach (var revision in revisions.Select(Texts.Take))
        {
            events.Add(new DocumentRevised(events.Count + 1, Texts.Sealed(revision.Length), Form, RevisionMapping.Between(before, revision).Edits));
            before = revision;
        }

        return DocumentStream.Definition.Folded<Document>([.. events]);
    }
}
