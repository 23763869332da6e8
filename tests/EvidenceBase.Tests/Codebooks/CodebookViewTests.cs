using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codebooks;

public sealed class CodebookViewTests
{
    private static readonly Guid Id = Guid.Parse("0193b0a0-0000-7000-8000-00000000000b");

    [Fact]
    public void The_codebook_is_shown_as_a_tree_at_its_version()
    {
        var test = BookOfTest.Of("a", "b", "a/x", "c");
        test.Merge("b", "c");

        var (view, body) = Rendered(test, "codebook");

        view.Version.ShouldBe(5);
        var tree = body.ShouldBeOfType<CodebookView>();
        tree.Codes.Select(node => node.Key).ShouldBe(["a", "b"]);
        tree.Codes[0].Codes.ShouldHaveSingleItem().Key.ShouldBe("x");
        tree.Codes[1].Merged.ShouldHaveSingleItem().Key.ShouldBe("c");
    }

    [Fact]
    public void A_code_is_shown_with_its_path_and_what_became_of_it()
    {
        var test = BookOfTest.Of("a", "a/b", "b/c", "d");
        test.Merge("d", "b");
        test.Split("c", "c-1", "c-2");

        var part = Rendered(test, "b").Body.ShouldBeOfType<CodeView>();
        part.Status.ShouldBe(CodeStatus.Merged);
        part.PartOf!.Key.ShouldBe("d");
        part.Reason.ShouldBe("why");
        part.Version.ShouldBe(2);

        var split = Rendered(test, "c").Body.ShouldBeOfType<CodeView>();
        split.Path.ShouldBe(["d", "c"]);
        split.Parent!.Key.ShouldBe("d");
        split.SplitInto.Select(code => code.Key).ShouldBe(["c-1", "c-2"]);

        Rendered(test, "d").Body.ShouldBeOfType<CodeView>().Codes.Select(code => code.Key).ShouldBe(["c"]);
    }

    [Fact]
    public void Codes_are_listed_in_the_order_of_the_tree()
    {
        var test = BookOfTest.Of("a", "z", "a/b", "gone");
        test.Merge("z", "gone");

        var codes = Render(test).Where(view => view.Kind == Kinds.Code).OrderBy(view => view.Order, StringComparer.Ordinal);

        codes.Select(view => view.Key).ShouldBe(["a", "b", "z", "gone"]);
    }

    private static (View View, object Body) Rendered(BookOfTest test, string key)
    {
        var view = Render(test).Single(one => one.Key == key);
        return (view, view.Body);
    }

    private static List<View> Render(BookOfTest test)
    {
        var lookup = Views.Around(new Stated(Id, Kinds.Codebook, null, test.Events.Count, test.Book));
        var views = CodebookStream.Definition.Render(Id, test.Book, null, lookup).ToList();
        lookup.IsComplete.ShouldBeTrue();
        return views;
    }
}
