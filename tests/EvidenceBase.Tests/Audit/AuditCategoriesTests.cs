using EvidenceBase.Record;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Memos;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Audit;

public sealed class AuditCategoriesTests
{
    [Fact]
    public void Given_all_types_of_events_when_their_categories_are_looked_up_then_each_has_one_and_no_other_is_named() =>
        AuditCategories.All.Keys.ShouldBe(RecordStreams.All.SelectMany(stream => stream.Events.Keys), ignoreOrder: true);

    [Fact]
    public void Given_the_six_categories_when_they_are_put_in_words_then_each_has_words_of_its_own() =>
        Enum.GetValues<AuditCategory>().Select(AuditCategories.InWords).ShouldBeUnique();

    [Theory]
    [InlineData(AuditCategory.InstrumentDevelopment)]
    [InlineData(AuditCategory.IntentionsAndDispositions)]
    public void Given_a_memo_when_it_is_put_in_a_category_then_that_is_its_own(AuditCategory category)
    {
        var history = new Histories().And(Histories.Id(1), new MemoWritten("M1", "Guide", "The second guide.", category, [], null));

        AuditCategories.Of(history.Events[0]).ShouldBe(category);
    }
}
