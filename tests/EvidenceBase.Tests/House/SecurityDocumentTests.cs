using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.House;

/// <summary>docs/security.md says which tests would notice: they are there.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(SourceCode.Root, "docs", "security.md"));

    [Fact]
    public void Given_the_document_when_the_test_classes_that_it_names_are_looked_for_then_every_one_exists()
    {
        var existing = Directory.EnumerateFiles(Path.Combine(SourceCode.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestClass().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        var named = Named().Matches(Document).Select(match => match.Groups[1].Value).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(20);
        named.Except(existing).ShouldBeEmpty();
    }

    [Fact]
    public void Given_the_ten_risks_when_the_document_is_read_then_each_has_a_chapter_that_names_tests()
    {
        var chapters = Chapter().Split(Document).Skip(1).ToList();

        chapters.Select(chapter => int.Parse(Number().Match(chapter).Value, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, 10));
        chapters.ShouldAllBe(chapter => Named().IsMatch(chapter));
    }

    [GeneratedRegex(@"class (\w+Tests)\b")]
    private static partial Regex TestClass();

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex Named();

    [GeneratedRegex("^## API", RegexOptions.Multiline)]
    private static partial Regex Chapter();

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex Number();
}
