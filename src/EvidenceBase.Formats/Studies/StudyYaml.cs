using EvidenceBase.Formats.Yaml;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Formats.Studies;

internal static class StudyYaml
{
    public static BundledStudy Study(YamlItem item)
    {
        Locator? locator = null;
        return new BundledStudy(
            item.Text("slug"),
            item.Text("title"),
            item.OptionalText("description"),
            item.OptionalText("article"),
            item.Item("interviews", interviews =>
            {
                locator = interviews.Item("locator", Locator);
                return new InterviewDenominator(
                    interviews.OptionalNumber("sought"),
                    interviews.Item("interviewed", count => new StatedCount(count.Text("stated"), count.OptionalNumber("atLeast"))),
                    interviews.OptionalNumber("refused"),
                    interviews.OptionalNumber("cited"),
                    interviews.OptionalText("period"),
                    interviews.Texts("places"));
            }),
            locator,
            item.Items("sections", section => new Section(section.Key("key"), section.Text("title"))),
            item.OptionalText("note"));
    }

    /// <summary>A place in the article. Tables and figures are numbered there and labelled in the record.</summary>
    public static Locator Locator(YamlItem item)
    {
        var table = item.OptionalNumber("table");
        var figure = item.OptionalNumber("figure");
        if (table is not null && figure is not null)
            item.Error("figure", "A place is in a table or in a figure, not in both.");
        return new Locator(
            item.Text("section"),
            item.OptionalNumber("paragraph"),
            item.OptionalNumber("note"),
            table is not null ? $"Table {table}" : figure is not null ? $"Figure {figure}" : null);
    }

    /// <summary>The one thing that an entry names, by a field called after its kind.</summary>
    /// <param name="kinds">The fields that may name it, each with the kind of thing it names.</param>
    public static BundledThing Thing(YamlItem item, params (string Field, string Kind)[] kinds)
    {
        var named = kinds.Where(kind => item.Has(kind.Field)).ToList();
        if (named.Count != 1)
            item.Error(null, $"Exactly one of {string.Join(", ", kinds.Select(kind => kind.Field))} is to be named.");
        return named is [var (field, kindOfThing), ..] ? new BundledThing(kindOfThing, item.Text(field)) : new BundledThing("", "");
    }
}
