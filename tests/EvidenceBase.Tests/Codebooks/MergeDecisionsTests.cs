using EvidenceBase.Record.Codebooks;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codebooks;

public sealed class MergeDecisionsTests
{
    [Fact]
    public void Merged_codes_are_resolved_to_the_one_they_became_through_any_number_of_merges()
    {
        var book = BookOfTest.Of("a", "b", "c", "d");

        book.Merge("c", "a", "b").ShouldBeNull();
        book.Merge("d", "c").ShouldBeNull();

        book.Resolve("a").ShouldBe("d");
        book.Resolve("b").ShouldBe("d");
        book.Status("a").ShouldBe(CodeStatus.Merged);
        book.Tree().ShouldBe(["d"]);
    }

    [Fact]
    public void What_stood_under_a_merged_code_stands_under_what_it_became_until_the_merge_is_undone()
    {
        var book = BookOfTest.Of("a", "a/x", "b", "b/y");
        var before = book.Tree();

        book.Merge("b", "a").ShouldBeNull();
        book.Tree().ShouldBe(["b", "b/x", "b/y"]);
        book.UndoMerge("a").ShouldBeNull();
        book.Tree().ShouldBe(before);
    }

    [Fact]
    public void A_code_is_not_merged_into_itself_or_into_what_stands_under_it()
    {
        var book = BookOfTest.Of("a", "a/b", "b/c");

        book.Merge("a", "a")!.Type.ShouldBe("self-merge");
        book.Merge("c", "a")!.Type.ShouldBe("circular-tree");
        book.Merge("a", "c").ShouldBeNull();
    }

    [Fact]
    public void Only_active_codes_are_merged_and_only_into_active_ones()
    {
        var book = BookOfTest.Of("a", "b", "c", "d");
        book.Retire("a");
        book.Merge("c", "b");

        book.Merge("d", "a")!.Type.ShouldBe("retired");
        book.Merge("d", "b")!.Type.ShouldBe("merged");
        book.Merge("a", "d")!.Field.ShouldBe("into");
        book.Merge("b", "d")!.Field.ShouldBe("into");
        book.Merge("d", "c", "c")!.Type.ShouldBe("from");
    }

    [Fact]
    public void Codings_do_not_end_in_a_code_that_cannot_be_applied()
    {
        var book = BookOfTest.Of("a");
        book.Define("heading", codable: false);

        book.Merge("heading", "a")!.Type.ShouldBe("not-codable");
        book.Merge("a", "heading").ShouldBeNull();
    }

    [Fact]
    public void A_merge_that_would_put_two_of_one_name_side_by_side_is_refused()
    {
        var book = BookOfTest.Of("a", "b");
        book.Define("a-other", "a", "Other");
        book.Define("b-other", "b", "Other");

        book.Merge("b", "a")!.Type.ShouldBe("name-taken");
    }

    [Fact]
    public void Undoing_is_refused_where_the_place_of_the_code_is_gone()
    {
        var book = BookOfTest.Of("a", "a/b", "c");
        book.Merge("c", "b");
        book.Retire("a").ShouldBeNull();

        book.UndoMerge("b")!.Type.ShouldBe("parent-retired");
        book.UndoMerge("c")!.Type.ShouldBe("not-merged");
    }

    [Fact]
    public void Undoing_is_refused_where_the_tree_would_close_to_a_circle()
    {
        // given: a under x, c under a; a is merged into b, and x moved under c meanwhile
        var book = BookOfTest.Of("x", "x/a", "a/c", "b");
        book.Merge("b", "a").ShouldBeNull();
        book.Move("x", "c").ShouldBeNull();

        book.UndoMerge("a")!.Type.ShouldBe("circular-tree");
    }

    [Fact]
    public void A_split_code_leaves_open_which_of_the_new_ones_its_codings_belong_to()
    {
        var book = BookOfTest.Of("a", "b");

        book.Split("a", "a-1", "a-2").ShouldBeNull();

        book.Status("a").ShouldBe(CodeStatus.Split);
        book.Resolve("a").ShouldBe("a");
        book.Book.OpenBetween(book["a"]).ShouldBe([book["a-1"], book["a-2"]]);
        book.Book.OpenBetween(book["b"]).ShouldBeEmpty();
        book.Tree().ShouldBe(["a", "b", "a-1", "a-2"]);
    }

    [Fact]
    public void What_is_open_follows_later_merges()
    {
        var book = BookOfTest.Of("z", "a", "b");
        book.Merge("a", "z");
        book.Split("a", "a-1", "a-2");
        book.Merge("b", "a-1", "a-2").ShouldBeNull();

        book.Book.OpenBetween(book["z"]).ShouldBe([book["b"]]);
    }

    [Fact]
    public void A_code_is_split_into_two_at_least_each_under_a_key_of_its_own()
    {
        var book = BookOfTest.Of("a", "b");

        book.Split("a", "a-1")!.Field.ShouldBe("into");
        MergeDecisions.Split(book.Book, Guid.NewGuid(), book["a"], [book.Draft("x"), new(Guid.NewGuid(), "b", new("y"))], "why")
            .Problem!.Field.ShouldBe("into[1].key");
        MergeDecisions.Split(book.Book, Guid.NewGuid(), book["a"], [new(Guid.NewGuid(), "x", new("x")), new(Guid.NewGuid(), "x", new("y"))], "why")
            .Problem!.Field.ShouldBe("into[1].key");
    }

    [Fact]
    public void A_code_may_be_split_into_codes_under_it()
    {
        var book = BookOfTest.Of("a");

        book.Split("a", "<1", "<2").ShouldBeNull();

        book.Tree().ShouldBe(["a", "a/<1", "a/<2"]);
        book.UndoSplit("a").ShouldBeNull();
        book.Tree().ShouldBe(["a"]);
    }

    [Fact]
    public void Undoing_a_split_makes_the_new_codes_part_of_the_old_one()
    {
        var book = BookOfTest.Of("a");
        book.Split("a", "a-1", "a-2");

        book.UndoSplit("a").ShouldBeNull();

        book.Status("a").ShouldBe(CodeStatus.Active);
        book.Book.OpenBetween(book["a"]).ShouldBeEmpty();
        book.Resolve("a-1").ShouldBe("a");
        book.Tree().ShouldBe(["a"]);
        book.UndoSplit("a")!.Type.ShouldBe("not-split");
        book.UndoMerge("a-2").ShouldBeNull();
        book.Tree().ShouldBe(["a", "a-1", "a-2"]);
    }

    [Fact]
    public void What_was_built_on_a_split_is_taken_down_before_it_is_undone()
    {
        var book = BookOfTest.Of("a", "b");
        book.Split("a", "a-1", "a-2");
        book.Merge("b", "a-1");

        book.UndoSplit("a")!.Type.ShouldBe("merged");
        book.UndoMerge("a-1").ShouldBeNull();
        book.UndoSplit("a").ShouldBeNull();
    }
}
