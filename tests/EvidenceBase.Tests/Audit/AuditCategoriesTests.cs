using System.Text.RegularExpressions;
using EvidenceBase.Record;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Memos;
using EvidenceBase.Tests.House;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Audit;

public sealed partial class AuditCategoriesTests
{
    [Fact]
    public void Given_all_types_of_events_when_their_categories_are_looked_up_then_each_has_one_and_no_other_is_named() =>
        AuditCategories.All.Keys.ShouldBe(RecordStreams.All.SelectMany(stream => stream.Events.Keys), ignoreOrder: true);

    [Fact]
    public void Given_the_six_categories_when_they_are_put_in_words_then_each_has_words_of_its_own() =>
        Enum.GetValues<AuditCategory>().Select(AuditCategories.InWords).ShouldBeUnique();

    [Fact]
    public void Given_the_documented_table_when_it_is_read_then_it_is_the_one_that_is_used()
    {
        var documented = File.ReadLines(Path.Combine(SourceCode.Root, "docs", "audit-bundle.md"))
            .Select(line => line.Split('|')).Where(cells => cells.Length == 4 && Enum.GetValues<AuditCategory>().Select(AuditCategories.InWords).Contains(cells[1].Trim()))
            .SelectMany(cells => EventName().Matches(cells[2]).Select(match => (Type: match.Groups[1].Value, Category: cells[1].Trim()))).ToList();

        documented.ShouldBe(AuditCategories.All.Select(pair => (pair.Key, AuditCategories.InWords(pair.Value))), ignoreOrder: true);
    }

    [Theory]
    [InlineData(AuditCategory.InstrumentDevelopment)]
    [InlineData(AuditCategory.IntentionsAndDispositions)]
    public void Given_a_memo_when_it_is_put_in_a_category_then_that_is_its_own(AuditCategory category)
    {
        var history = new Histories().And(Histories.Id(1), new MemoWritten("M1", "Guide", "The second guide.", category, [], null));

        AuditCategories.Of(history.Events[0]).ShouldBe(category);
    }

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex EventName();
}
