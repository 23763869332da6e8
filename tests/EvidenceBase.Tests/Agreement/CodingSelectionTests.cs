using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Codebooks;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Agreement;

/// <summary>Codings are compared where they stand now, under the codes that theirs have become.</summary>
public sealed class CodingSelectionTests
{
    private static readonly Guid First = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");
    private static readonly Guid Second = Guid.Parse("0199a0b0-0000-7000-8000-000000000002");
    private static readonly TextForm Form = new("text/plain", 1, false);
    private static readonly string[] Layers = ["anna", "ben"];

    [Fact]
    public void Given_codings_of_several_revisions_when_they_are_selected_then_all_stand_in_the_latest_and_what_was_deleted_is_counted()
    {
        var book = BookOfTest.Of("a");
        var document = Text(30, new DocumentRevised(2, Sealed(28), Form, [new(0, 0, 0, 3), new(20, 25, 23, 23)]));

        var (data, leftOut) = Select(book, ["a"], [document], Coded("anna", book["a"], 1, (5, 9), (21, 24)), Coded("ben", book["a"], 2, (8, 12)));

        data.Documents[0].ShouldSatisfyAllConditions(one => one.Revision.ShouldBe(2), one => one.Length.ShouldBe(28));
        data.Spans.ToArray().ShouldBe([new(0, 0, 0, 8, 12), new(0, 1, 0, 8, 12)]);
        leftOut.ShouldBe(new(1, 0));
    }

    [Fact]
    public void Given_merged_codes_when_codings_are_selected_then_they_count_as_what_they_are_part_of_whichever_is_named()
    {
        var book = BookOfTest.Of("a", "b", "c");
        book.Merge("b", "a");
        CodedSegments[] coded = [Coded("anna", book["a"], 1, (0, 5)), Coded("ben", book["b"], 1, (0, 5)), Coded("ben", book["c"], 1, (0, 5))];

        foreach (var named in new[] { new[] { "a" }, ["b"], ["a", "b"] })
        {
            var (data, _) = Select(book, named, [Text(30)], coded);
            data.Codes.ShouldHaveSingleItem().Key.ShouldBe("b");
            data.Spans.Length.ShouldBe(2);
        }

        Select(book, null, [Text(30)], coded).Data.Codes.Select(code => code.Key).ShouldBe(["b", "c"], ignoreOrder: true);
    }

    [Fact]
    public void Given_a_split_code_when_codings_are_selected_then_those_without_a_choice_are_counted_unless_the_code_is_named_itself()
    {
        var book = BookOfTest.Of("a", "c");
        book.Split("a", "a-1", "a-2");
        CodedSegments[] coded =
        [
            Coded("anna", book["a"], 1, (0, 5), (7, 9)), Coded("ben", book["a-1"], 1, (0, 5)), Coded("ben", book["c"], 1, (0, 5)),
        ];

        Select(book, null, [Text(30)], coded).ShouldSatisfyAllConditions(
            all => all.LeftOut.ShouldBe(new(0, 2)), all => all.Data.Codes.Select(code => code.Key).ShouldBe(["a-1", "c"], ignoreOrder: true));
        Select(book, ["a-2"], [Text(30)], coded).LeftOut.ShouldBe(new(0, 2));
        Select(book, ["c"], [Text(30)], coded).LeftOut.ShouldBe(new(0, 0));
        Select(book, ["a"], [Text(30)], coded).ShouldSatisfyAllConditions(
            own => own.LeftOut.ShouldBe(new(0, 0)), own => own.Data.Spans.Length.ShouldBe(2));
    }

    [Fact]
    public void Given_a_code_tree_when_subcodes_count_then_a_coding_counts_as_the_nearest_code_above_that_is_named()
    {
        var book = BookOfTest.Of("top", "top/middle", "middle/low", "other");
        CodedSegments[] coded = [Coded("anna", book["low"], 1, (0, 5)), Coded("ben", book["other"], 1, (0, 5))];

        Select(book, ["top"], [Text(30)], coded).Data.Spans.Length.ShouldBe(0);
        Codes(["top"]).ShouldBe(["top"]);
        Codes(["top", "middle"]).ShouldBe(["middle"]);
        book.Move("low", "other");
        Codes(["top", "other"]).ShouldBe(["other", "other"]);

        IEnumerable<string> Codes(string[] named)
        {
            var data = Select(book, named, [Text(30)], coded, subcodes: true).Data;
            return data.Spans.ToArray().Select(span => data.Codes[span.Code].Key);
        }
    }

    [Fact]
    public void Given_layers_with_codings_of_other_codes_when_they_are_selected_then_they_have_touched_the_document()
    {
        var book = BookOfTest.Of("a", "c");
        var other = Coded("ben", book["c"], 1, (0, 5)) with { DocumentId = Second };

        var (data, _) = Select(book, ["a"], [Text(30), new(Second, Text(9).State with { Key = "E" })], Coded("anna", book["a"], 1, (0, 5)), other);

        data.Documents.Select(document => string.Join(' ', document.Layers)).ShouldBe(["anna", "ben"]);
        data.Spans.Length.ShouldBe(1);
    }

    private static (AgreementData Data, LeftOut LeftOut) Select(
        BookOfTest book, string[]? codes, SelectedDocument[] documents, params CodedSegments[] coded) => Select(book, codes, documents, coded, subcodes: false);

    private static (AgreementData Data, LeftOut LeftOut) Select(
        BookOfTest book, string[]? codes, SelectedDocument[] documents, CodedSegments[] coded, bool subcodes) =>
        CodingSelection.Of(Layers, documents, book.Book, codes?.Select(key => book[key]).ToList(), subcodes, coded);

    private static CodedSegments Coded(string layer, Guid code, int revision, params (int Start, int End)[] places) =>
        new(First, layer, code, revision, [.. places.Select(place => place.Start)], [.. places.Select(place => place.End)]);

    private static SelectedDocument Text(int length, params object[] revisions) => new(First, DocumentStream.Definition.Folded<Document>(
        [new DocumentDeposited("D", "A text", null, TextKind.Other, null, false, Sealed(length), Form), .. revisions]));

    private static SealedText Sealed(int length) => new(First, length, "ab");
}
