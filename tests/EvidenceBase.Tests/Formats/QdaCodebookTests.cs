using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using CsCheck;
using EvidenceBase.Formats;
using EvidenceBase.Formats.Refi;
using EvidenceBase.Tests.Studies;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats;

public sealed class QdaCodebookTests
{
    private const string One = "11111111-2222-3333-4444-555555555555";
    private const string Two = "66666666-7777-8888-9999-000000000000";

    private static readonly Gen<string> Words = Hostile.AnyOf("Group offshoring", "a < b & \"c\"", "集团外包", " padded ", "line\nbreak", "tab\tand\nmore");

    [Fact]
    public void A_codebook_is_written_as_the_schema_wants_and_read_back_whole() =>
        Codebooks.Sample(codebook =>
        {
            var file = new MemoryStream();
            QdaCodebookWriter.Write(file, codebook);
            Validate(file.ToArray());
            var reading = QdaCodebookReader.Read(new MemoryStream(file.ToArray()), "f");
            reading.NotUnderstood.ShouldBeEmpty();
            reading.Errors.ShouldBeEmpty();
            Flat(reading.Content!).ShouldBe(Flat(codebook));
        });

    [Fact]
    public void Guids_may_stand_in_braces_and_codes_may_be_nested()
    {
        var codebook = Read($$"""<Code guid="{{{One.ToUpperInvariant()}}}" name="A" isCodable="0"><Code guid="{{Two}}" name="B" isCodable="true" color="#abc"><Description>what it is</Description></Code></Code>""").Content!;

        codebook.Flatten().Select(code => (code.Code.Name, code.Code.Id, code.Code.IsCodable, code.Code.Color, code.Code.Description, code.Parent?.Name)).ShouldBe(
            [("A", Guid.Parse(One), false, null, null, null), ("B", Guid.Parse(Two), true, "#abc", "what it is", "A")]);
    }

    [Fact]
    public void What_the_format_does_not_know_is_told_and_does_not_disturb_the_rest()
    {
        var reading = Read($"""<!-- by hand --><Code guid="{One}" name="A" isCodable="true" weight="3"><Note>x<y/></Note><Description>d</Description></Code>""");

        reading.NotUnderstood.Select(found => found.Field).ShouldBe([null, "weight", "Note"]);
        reading.Content!.Codes.ShouldHaveSingleItem().Description.ShouldBe("d");
    }

    [Theory]
    [InlineData("""name="A" isCodable="true" """, "guid", "missing")]
    [InlineData("""guid="12" name="A" isCodable="true" """, "guid", "not a guid")]
    [InlineData($"""guid="{One}" isCodable="true" """, "name", "missing")]
    [InlineData($"""guid="{One}" name="A" """, "isCodable", "missing")]
    [InlineData($"""guid="{One}" name="A" isCodable="yes" """, "isCodable", "neither")]
    [InlineData($"""guid="{One}" name="A" isCodable="true" color="red" """, "color", "not a colour")]
    public void A_code_that_breaks_the_schema_is_an_error_at_its_attribute(string attributes, string field, string detail)
    {
        var error = Read($"<Code {attributes}/>").Errors.ShouldHaveSingleItem();

        error.Field.ShouldBe(field);
        error.Detail.ShouldContain(detail);
        error.Line.ShouldNotBeNull();
    }

    [Fact]
    public void Two_codes_with_one_guid_and_sets_of_unknown_codes_are_errors()
    {
        Read($"""<Code guid="{One}" name="A" isCodable="true"/><Code guid="{One}" name="B" isCodable="true"/>""").Errors.ShouldHaveSingleItem().Item.ShouldBe("B");
        Whole($"""<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="{One}" name="A" isCodable="true"/></Codes><Sets><Set guid="{Two}" name="S"><MemberCode guid="{Two}"/></Set></Sets></CodeBook>""")
            .Errors.ShouldHaveSingleItem().Item.ShouldBe("S");
    }

    [Theory]
    [InlineData("""<Project xmlns="urn:QDA-XML:project:1.0"/>""", "project")]
    [InlineData("""<CodeBook/>""", "urn:QDA-XML:codebook:1.0")]
    [InlineData("""<html/>""", "html")]
    [InlineData("""<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>""", "no codes")]
    [InlineData("""<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>stray</Codes></CodeBook>""", "Text stands")]
    [InlineData("""<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>""", "cannot be read")]
    [InlineData("", "cannot be read")]
    [InlineData("""<!DOCTYPE a [<!ENTITY b "b">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>""", "DTD")]
    [InlineData("""<!DOCTYPE a SYSTEM "file:///etc/passwd"><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>""", "DTD")]
    [InlineData("""<?xml version="1.0" encoding="x-unknown"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>""", "cannot be read")]
    public void What_is_no_codebook_or_not_safe_is_refused_with_a_reason(string xml, string detail) =>
        Whole(xml).Errors.ShouldContain(error => error.Detail.Contains(detail));

    [Fact]
    public void Bytes_that_are_not_in_the_stated_encoding_are_refused() =>
        QdaCodebookReader.Read(new MemoryStream(Encoding.Latin1.GetBytes($"""<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="{One}" name="Ö" isCodable="true"/></Codes></CodeBook>""")), "f")
            .Content.ShouldBeNull();

    [Theory]
    [InlineData($"""<Code guid="{One}" name="A" isCodable="true">""")]
    [InlineData("<x>")]
    public void Deep_nesting_is_refused(string element) =>
        Read(string.Concat(Enumerable.Repeat(element, 50_000))).Errors.ShouldContain(error => error.Detail.Contains("deep"));

    [Fact]
    public void An_older_version_of_the_format_is_read_and_told()
    {
        var reading = Whole($"""<CodeBook xmlns="urn:QDA-XML:codebook:0.4"><Codes><Code guid="{One}" name="A" isCodable="true"/></Codes></CodeBook>""");

        reading.Content.ShouldNotBeNull();
        reading.NotUnderstood.ShouldHaveSingleItem().Field.ShouldBe("xmlns");
    }

    [Theory]
    [InlineData("What it is.\n\nInclude: this\nand that\nExclude: those\nKey: k", "What it is.", "this\nand that", "those", "k")]
    [InlineData("Only words", "Only words", null, null, null)]
    [InlineData("Key: k", null, null, null, "k")]
    [InlineData(null, null, null, null, null)]
    public void A_description_is_taken_apart_and_put_together(string? text, string? definition, string? include, string? exclude, string? key)
    {
        var description = CodeDescription.Parse(text);

        description.ShouldBe(new CodeDescription(definition, include, exclude, key));
        description.Write().ShouldBe(text);
    }

    private static Gen<string?> PerhapsWords { get; } = Gen.Select(Gen.Bool, Words, (given, words) => given ? words : null);

    private static Gen<QdaCodebook> Codebooks { get; } = Gen.Select(
        Gen.Recursive<QdaCode>((depth, inner) => Gen.Select(
            Gen.Guid, Words, Gen.Bool, Hostile.AnyOf<string?>(null, "#A0b1C2", "#fff"), PerhapsWords, inner.List[0, depth > 3 ? 0 : 3],
            (id, name, codable, color, description, codes) => new QdaCode(id, name, codable, color, description, codes))).List[1, 4],
        PerhapsWords,
        (codes, origin) => new QdaCodebook(origin, codes, [new QdaSet(Guid.NewGuid(), "Set", null, [codes[0].Id])]));

    private static IEnumerable<object?> Flat(QdaCodebook codebook) =>
    [
        codebook.Origin, .. codebook.Flatten().Select(code => (code.Code.Id, code.Code.Name, code.Code.IsCodable, code.Code.Color, code.Code.Description, code.Parent?.Id)),
        .. codebook.Sets.Select(set => (set.Id, set.Name, set.Description, string.Join(' ', set.Members))),
    ];

    [Fact]
    public void The_shipped_codebook_is_one_that_the_standard_allows() =>
        Validate(File.ReadAllBytes(Path.Combine(BundleFiles.Repository(), "studies", "chen-2014", "codebook.qdc")));

    private static void Validate(byte[] xml, [CallerFilePath] string here = "")
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(QdaCodebook.Namespace, Path.Combine(Path.GetDirectoryName(here)!, "Data", "refi-qda-codebook-1.0.xsd"));
        settings.ValidationEventHandler += (_, problem) => throw new XmlSchemaException(problem.Message);
        using var reader = XmlReader.Create(new MemoryStream(xml), settings);
        while (reader.Read())
        {
        }
    }

    private static Reading<QdaCodebook> Read(string codes) => Whole($"""<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{codes}</Codes></CodeBook>""");

    private static Reading<QdaCodebook> Whole(string xml) => QdaCodebookReader.Read(Hostile.File(xml), "codebook.qdc");
}
