using CsCheck;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codebooks;

/// <summary>What holds of a codebook after any sequence of commands, most of them sensible and some not.</summary>
public sealed class CodebookPropertiesTests
{
    private static readonly Gen<(int What, int One, int Two)[]> Commands = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 11], Gen.Int[0, 11]).Array[0, 40];

    [Fact]
    public void The_tree_holds_after_any_commands() => Commands.Sample(
        commands =>
        {
            var book = After(commands).Book;
            CodeTree.Problem(book, null).ShouldBeNull();

            // every code is in the tree once, or part of one that is
            var shown = CodeNode.InOrder(CodeNode.Under(null, book)).Select(node => node.Id).ToList();
            shown.ShouldBeUnique();
            book.Codes.ShouldAllBe(code => shown.Contains(book.Resolve(code.Id)));
            book.Codes.Where(code => book.StatusOf(code) != CodeStatus.Merged).ShouldAllBe(code => shown.Contains(code.Id));
        },
        iter: 300);

    [Fact]
    public void A_merge_undone_leaves_what_there_was() => Gen.Select(Commands, Gen.Int[0, 11], Gen.Int[0, 11]).Sample(
        (commands, from, into) =>
        {
            var book = After(commands);
            var before = Shape(book);
            if (book.Merge($"c{into}", $"c{from}") is not null)
                return;
            book.UndoMerge($"c{from}").ShouldBeNull();
            Shape(book).ShouldBe(before);
        },
        iter: 300);

    [Fact]
    public void A_split_undone_leaves_what_there_was_but_for_the_new_codes() => Gen.Select(Commands, Gen.Int[0, 11]).Sample(
        (commands, code) =>
        {
            var book = After(commands);
            var before = Shape(book);
            if (book.Split($"c{code}", "new-1", "new-2") is not null)
                return;
            book.UndoSplit($"c{code}").ShouldBeNull();
            Shape(book).Where(line => !line.StartsWith("new-", StringComparison.Ordinal)).ShouldBe(before);
            book.Resolve("new-1").ShouldBe($"c{code}");
        },
        iter: 300);

    [Fact]
    public void The_register_says_the_same_as_the_codebook() => Commands.Sample(
        commands =>
        {
            var book = After(commands);
            var register = new Dictionary<Guid, (long Version, Standing Standing, string CodebookVersion)>();
            foreach (var change in book.Events.SelectMany(@event => CodebookStream.Definition.RegisterChanges(Guid.Empty, @event)))
            {
                switch (change)
                {
                    case RegisterChange.Enters enters:
                        register.Add(enters.Id, (1, Standing.Active, enters.Facts![CodeFacts.CodebookVersion]));
                        break;
                    case RegisterChange.Changes changes:
                        var row = register[changes.Id];
                        register[changes.Id] = row with
                        {
                            Version = row.Version + 1,
                            CodebookVersion = changes.Facts?.GetValueOrDefault(CodeFacts.CodebookVersion) ?? row.CodebookVersion,
                        };
                        break;
                    case RegisterChange.Stands stands:
                        register[stands.Id] = register[stands.Id] with { Standing = stands.Standing };
                        break;
                }
            }

            foreach (var code in book.Book.Codes)
            {
                register[code.Id].ShouldBe((
                    code.Version, book.Book.IsActive(code) ? Standing.Active : Standing.Withdrawn, $"{code.DefinedIn}"));
            }
        },
        iter: 300);

    [Fact]
    public void Events_say_the_version_of_the_codebook_that_they_make() => Commands.Sample(
        commands =>
        {
            foreach (var (@event, index) in After(commands).Events.Select((@event, index) => (@event, index)))
            {
                if (@event is CodeDefined { CodebookVersion: var defined })
                    defined.ShouldBe(index + 1);
                if (@event is CodeRedefined { CodebookVersion: var redefined })
                    redefined.ShouldBe(index + 1);
            }
        },
        iter: 100);

    /// <summary>Twelve codes, some under others, then the commands, as far as they are accepted.</summary>
    private static BookOfTest After((int What, int One, int Two)[] commands)
    {
        var book = BookOfTest.Of("c0", "c0/c1", "c1/c2", "c2/c3", "c0/c4", "c5", "c5/c6", "c5/c7", "c8", "c9", "c9/c10", "c11");
        foreach (var (what, one, two) in commands)
        {
            var (first, second) = ($"c{one}", $"c{two}");
            _ = what switch
            {
                0 => book.Move(first, second),
                1 => book.Move(first, null),
                2 => book.Merge(second, first),
                3 => book.UndoMerge(first),
                4 => book.Split(first, $"s{book.Events.Count}", $"t{book.Events.Count}"),
                5 => book.UndoSplit(first),
                6 => book.Retire(first),
                7 => book.Restore(first),
                _ => book.Take(CodebookDecisions.Describe(book.Book, book[first], new(first, Definition: $"as of {book.Events.Count}"), null)),
            };
        }

        return book;
    }

    /// <summary>What a reader sees of each code: where it stands, what has become of it.</summary>
    private static List<string> Shape(BookOfTest test)
    {
        var book = test.Book;
        return
        [
            .. book.Codes.Select(code => string.Join(
                ' ', code.Key, book.StatusOf(code), book.Resolve(code.Id), book.ParentOf(code), string.Join(',', book.OpenBetween(code.Id)), code.Retired)),
        ];
    }
}
