using System.Reflection;
using System.Text.RegularExpressions;
using EvidenceBase.Record;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.House;

/// <summary>What the house is built on: each floor rests on those below it and knows nothing of those beside or above.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[][] FloorsOfTheService =
    [
        ["Platform"],
        ["Studies"],
        ["Access"],
        ["Sources", "Interviews", "Documents", "Codebooks", "Figures", "Cases", "Memos"],
        ["Codings"],
        ["Rounds"],
        ["Claims", "Intake"],
        ["Arguments"],
        ["WhereUsed", "Matrices", "Differences"],
        ["Agreement"],
        ["Exchange", "Audit", "Search", "Pages", "Reversals"],
    ];

    private static readonly string[][] FloorsOfTheRecord =
    [
        ["Kernel"],
        ["Studies"],
        ["Sources", "Interviews", "Documents", "Codebooks", "Figures", "Cases", "Memos", "Attestations", "Witnesses"],
        ["Codings"],
        ["Rounds"],
        ["Claims"],
        ["Arguments"],
        ["Matrices"],
        ["Agreement"],
        ["Audit"],
    ];

    /// <summary>In the record a word may render what lies beside it: a figure names its sources, a case the figures its numbers come from.</summary>
    private static readonly (string Word, string Uses)[] Neighbours = [("Figures", "Sources"), ("Cases", "Figures")];

    [Theory]
    [InlineData("EvidenceBase", "EvidenceBase")]
    [InlineData("EvidenceBase.Record", "EvidenceBase.Record")]
    public void Given_the_floors_when_a_folder_names_another_then_that_one_lies_below(string project, string rootNamespace)
    {
        var record = project.EndsWith("Record", StringComparison.Ordinal);
        var floors = record ? FloorsOfTheRecord : FloorsOfTheService;
        var uses = SourceCode.Uses(project, rootNamespace);

        uses.Count.ShouldBeGreaterThan(5);
        uses.Keys.Where(folder => Floor(folder) < 0).ShouldBeEmpty("a folder without a floor: give it one above all that it uses");
        var wrong =
            from folder in uses
            from used in folder.Value
            where Floor(used.Key) >= Floor(folder.Key) && !(record && Neighbours.Contains((folder.Key, used.Key)))
            select $"{folder.Key} must not use {used.Key}: {used.Value}";
        wrong.ShouldBeEmpty();

        int Floor(string folder) => Array.FindIndex(floors, floor => floor.Contains(folder));
    }

    [Fact]
    public void Given_the_record_when_its_references_are_read_then_it_knows_no_store_no_web_and_no_database()
    {
        var references = typeof(RecordStreams).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();

        references.ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard");
        references.ShouldNotContain(name => name.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_the_transparency_log_when_its_references_are_read_then_it_knows_nothing_of_ours_and_one_library_for_signatures()
    {
        var references = typeof(global::EvidenceBase.TransparencyLog.Merkle.MerkleTree).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();

        references.Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBe(["BouncyCastle.Cryptography"]);
        references.ShouldNotContain(name => name.StartsWith("System.Net", StringComparison.Ordinal));
    }

    /// <summary>A verifier that knew the service would trust it.</summary>
    [Fact]
    public void Given_the_verifier_when_its_references_are_read_then_it_knows_the_record_and_the_log_and_nothing_of_the_service_or_its_database() =>
        typeof(global::EvidenceBase.Verify.VerifyProgram).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBe(["EvidenceBase.Record", "EvidenceBase.TransparencyLog"], ignoreOrder: true);

    [Theory]
    [InlineData("EvidenceBase.Record")]
    [InlineData("EvidenceBase.Formats")]
    [InlineData("EvidenceBase.TransparencyLog")]
    public void Given_pure_code_when_it_is_read_then_it_takes_time_ids_and_chance_as_arguments(string project)
    {
        var impure =
            from file in SourceCode.Files(project, ".")
            where ImpureCall().IsMatch(SourceCode.Code(file))
            select Path.GetRelativePath(SourceCode.Root, file);

        impure.ShouldBeEmpty();
    }

    [Fact]
    public void Given_all_events_when_they_are_listed_then_each_is_a_sealed_record_under_one_name_in_snake_case()
    {
        var events = RecordStreams.All.SelectMany(stream => stream.Events).ToList();

        events.Count.ShouldBeGreaterThan(40);
        events.Select(pair => pair.Key).ShouldBeUnique();
        events.Select(pair => pair.Value).ShouldBeUnique();
        events.ShouldAllBe(pair => SnakeCase().IsMatch(pair.Key));
        events.ShouldAllBe(pair => pair.Value.IsSealed && IsRecord(pair.Value));
    }

    [Fact]
    public void Given_all_events_when_their_numbers_are_read_then_none_is_binary_floating_point()
    {
        var inexact = RecordStreams.All.SelectMany(stream => stream.Events.Values).SelectMany(type => Within(type, [])).Distinct()
            .SelectMany(type => type.GetProperties().Where(property => Inexact(property.PropertyType)).Select(property => $"{type.Name}.{property.Name}"));

        inexact.ShouldBeEmpty();
    }

    [Fact]
    public void Given_all_events_when_the_code_is_searched_then_no_type_that_is_named_like_an_event_is_left_out_of_its_stream()
    {
        var known = RecordStreams.All.SelectMany(stream => stream.Events.Values).ToHashSet();
        var inEventFiles = SourceCode.Files("EvidenceBase.Record", ".").Where(file => file.EndsWith("Events.cs", StringComparison.Ordinal))
            .SelectMany(file => EventRecord().Matches(SourceCode.Code(file)).Select(match => match.Groups[1].Value)).ToHashSet();

        inEventFiles.Except(known.Select(type => type.Name)).ShouldBeEmpty();
    }

    /// <summary>Streams are named by the JSON that was stored: two that share a kind could not be told apart.</summary>
    [Fact]
    public void Given_all_streams_when_they_are_listed_then_each_has_a_kind_of_its_own() =>
        RecordStreams.All.Select(stream => stream.Kind).ShouldBeUnique();

    /// <summary>A command whose body the service reads has exactly one validator.</summary>
    [Fact]
    public void Given_all_commands_when_validators_are_counted_then_each_has_exactly_one()
    {
        var code = SourceCode.Files("EvidenceBase", ".").Where(file => !file.Contains("Internal", StringComparison.Ordinal)).Select(SourceCode.Code).ToList();
        var taken = code.SelectMany(text => Takes().Matches(text).Select(match => match.Groups[1].Value)).Distinct().ToList();
        var validated = code.SelectMany(text => Validator().Matches(text).Select(match => match.Groups[1].Value)).ToList();

        taken.Count.ShouldBeGreaterThan(30);
        taken.Except(validated).ShouldBeEmpty("without a validator");
        validated.ShouldBeUnique();
    }

    /// <summary>Text reaches a page encoded or not at all: nothing is written into one as markup.</summary>
    [Fact]
    public void Given_the_pages_when_their_code_is_read_then_none_writes_markup_that_came_as_a_text()
    {
        var pages = SourceCode.Files("EvidenceBase", ".").Concat(Directory.EnumerateFiles(Path.Combine(SourceCode.Root, "src", "EvidenceBase"), "*.razor", SearchOption.AllDirectories)).ToList();

        pages.Count(file => file.EndsWith(".razor", StringComparison.Ordinal)).ShouldBeGreaterThan(15);
        pages.Where(file => RawMarkup().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;

    private static bool Inexact(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var bare && (bare == typeof(double) || bare == typeof(float) || bare == typeof(decimal) || bare == typeof(Half));

    /// <summary>The type and all of our own that its properties hold.</summary>
    private static IEnumerable<Type> Within(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType || type.IsArray)
            return (type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments()).SelectMany(part => Within(part, seen));
        return type.Assembly != typeof(RecordStreams).Assembly || type.IsEnum || !seen.Add(type)
            ? []
            : type.GetProperties().SelectMany(property => Within(property.PropertyType, seen)).Prepend(type);
    }

    [GeneratedRegex(@"DateTime(Offset)?\.(UtcNow|Now|Today)|Guid\.(NewGuid|CreateVersion7\(\))|\bRandom\.|new Random|RandomNumberGenerator|Stopwatch|Environment\.(TickCount|MachineName|UserName)")]
    private static partial Regex ImpureCall();

    [GeneratedRegex(@"MarkupString|AddMarkupContent|HtmlString|Html\.Raw")]
    private static partial Regex RawMarkup();

    [GeneratedRegex("^[a-z]+(_[a-z]+)+$")]
    private static partial Regex SnakeCase();

    [GeneratedRegex(@"public sealed record (\w+(?:ed|drawn|Written|Undone|Set|Split))\b\(")]
    private static partial Regex EventRecord();

    [GeneratedRegex(@"\[Takes\(typeof\((\w+)\)")]
    private static partial Regex Takes();

    [GeneratedRegex(@"AbstractValidator<(\w+)>")]
    private static partial Regex Validator();
}
