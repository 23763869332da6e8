using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.House;

/// <summary>Sealed words are opened in few places, and each that shows them puts it on the trail first.</summary>
public sealed partial class SealedWordsTests
{
    /// <summary>They open words for others or to find codings again, and show them to nobody.</summary>
    private static readonly string[] OpenForOthers = ["Documents/DocumentTexts.cs", "Documents/ReviseDocument.cs", "Documents/UploadRevision.cs"];

    [Fact]
    public void Given_the_service_when_the_places_that_open_sealed_words_are_looked_for_then_each_puts_it_on_the_trail()
    {
        var service = Path.Combine(SourceCode.Root, "src", "EvidenceBase");
        var opening = Directory.EnumerateFiles(service, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => (Path: Path.GetRelativePath(service, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !Apart().IsMatch(file.Path) && Opens().IsMatch(file.Text))
            .ToList();

        opening.Count.ShouldBeGreaterThan(2, "they are found at all");
        opening.Where(file => !file.Text.Contains("TrailAction.TextViewed", StringComparison.Ordinal)).Select(file => file.Path)
            .ShouldBe(OpenForOthers, ignoreOrder: true, "whoever shows sealed words records it first, with AccessTrail");
    }

    /// <summary>What was built, and the vault itself.</summary>
    [GeneratedRegex("^(bin|obj|Internal|Platform/Vault)/")]
    private static partial Regex Apart();

    [GeneratedRegex(@"[vV]ault\.Read(All)?\(|\b(documents|texts|documentTexts|codingTexts)\.(Open|Find|Latest)\(")]
    private static partial Regex Opens();
}
