using EvidenceBase.Record.Codebooks;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codebooks;

public sealed class CodebookDecisionsTests
{
    [Fact]
    public void A_code_stands_where_it_was_defined()
    {
        var book = BookOfTest.Of("actors", "actors/firms", "places", "actors/states");

        book.Tree().ShouldBe(["actors", "actors/firms", "actors/states", "places"]);
        book.Book.Version.ShouldBe(4);
        book.Book.Find("states")!.DefinedIn.ShouldBe(4);
    }

    [Fact]
    public void A_key_is_never_used_twice_not_even_after_retirement()
    {
        var book = BookOfTest.Of("firms");
        book.Retire("firms").ShouldBeNull();

        var problem = book.Define("firms", name: "Firms again");

        problem!.Type.ShouldBe("key-taken");
        problem.Field.ShouldBe("key");
    }

    [Fact]
    public void Active_siblings_have_different_names_whatever_their_case()
    {
        var book = BookOfTest.Of("actors", "actors/firms", "places");

        book.Define("companies", "actors", "FIRMS")!.Type.ShouldBe("name-taken");
        book.Define("companies", "places", "firms").ShouldBeNull();
        book.Move("companies", "actors")!.Type.ShouldBe("name-taken");
    }

    [Fact]
    public void A_name_is_free_again_when_its_code_is_retired_and_keeps_that_from_being_restored()
    {
        var book = BookOfTest.Of("firms");
        book.Retire("firms");

        book.Define("companies", name: "firms").ShouldBeNull();
        book.Restore("firms")!.Type.ShouldBe("name-taken");
    }

    [Theory]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("#123456\n")]
    public void A_colour_is_six_hexadecimal_digits(string colour) =>
        CodebookDecisions.Define(null, new(Guid.NewGuid(), "a", new("A", Colour: colour))).Problem!.Field.ShouldBe("colour");

    [Fact]
    public void Nothing_is_put_under_a_retired_or_merged_code()
    {
        var book = BookOfTest.Of("a", "b", "c", "d");
        book.Retire("a");
        book.Merge("c", "b");

        book.Define("e", "a")!.Field.ShouldBe("parent");
        book.Move("d", "b")!.Type.ShouldBe("merged");
    }

    [Fact]
    public void No_code_can_be_moved_under_itself()
    {
        var book = BookOfTest.Of("a", "a/b", "b/c");

        book.Move("a", "c")!.Type.ShouldBe("circular-tree");
        book.Move("a", "a")!.Type.ShouldBe("circular-tree");
        book.Tree().ShouldBe(["a", "a/b", "a/b/c"]);
    }

    [Fact]
    public void A_code_is_moved_before_a_sibling_or_to_the_end()
    {
        var book = BookOfTest.Of("a", "b", "c");

        book.Move("c", null, "a").ShouldBeNull();
        book.Tree().ShouldBe(["c", "a", "b"]);
        book.Move("c", null).ShouldBeNull();
        book.Tree().ShouldBe(["a", "b", "c"]);
        book.Move("c", "a", "b")!.Field.ShouldBe("before");
    }

    [Fact]
    public void A_move_to_where_the_code_stands_leaves_no_event()
    {
        var book = BookOfTest.Of("a", "b", "c");

        book.Move("a", null, "b").ShouldBeNull();
        book.Move("c", null).ShouldBeNull();

        book.Events.Count.ShouldBe(3);
    }

    [Fact]
    public void Describing_a_code_says_what_changed_and_nothing_else()
    {
        var book = BookOfTest.Of("a");
        var id = book["a"];

        CodebookDecisions.Describe(book.Book, id, new("a"), null).Events.ShouldBeEmpty();
        CodebookDecisions.Describe(book.Book, id, new("A"), "w").Events.ShouldBe([new CodeRenamed(id, "A", "w")]);
        CodebookDecisions.Describe(book.Book, id, new("a", Definition: "d"), null).Events
            .ShouldBe([new CodeRedefined(id, "d", null, null, null, true, 2)]);
        var both = CodebookDecisions.Describe(book.Book, id, new("A", Include: "i"), null);
        both.Events.ShouldBe([new CodeRenamed(id, "A"), new CodeRedefined(id, null, "i", null, null, true, 3)]);
        both.SubjectVersion.ShouldBe(3);
    }

    [Fact]
    public void A_code_that_is_not_in_use_any_more_cannot_be_changed()
    {
        var book = BookOfTest.Of("a", "b", "c");
        book.Retire("a");
        book.Merge("c", "b");

        CodebookDecisions.Describe(book.Book, book["a"], new("A"), null).Problem!.Type.ShouldBe("retired");
        CodebookDecisions.Describe(book.Book, book["b"], new("B"), null).Problem!.Type.ShouldBe("merged");
        book.Retire("a")!.Type.ShouldBe("retired");
        book.Retire("b")!.Type.ShouldBe("merged");
        book.Restore("b")!.Type.ShouldBe("not-retired");
        book.Restore("c")!.Type.ShouldBe("not-retired");
    }

    [Fact]
    public void What_holds_others_is_retired_after_them_and_restored_before_them()
    {
        var book = BookOfTest.Of("a", "a/b");

        book.Retire("a")!.Type.ShouldBe("has-children");
        book.Retire("b").ShouldBeNull();
        book.Retire("a").ShouldBeNull();
        book.Restore("b")!.Type.ShouldBe("parent-retired");
        book.Restore("a").ShouldBeNull();
        book.Restore("b").ShouldBeNull();
        book.Tree().ShouldBe(["a", "a/b"]);
    }
}
