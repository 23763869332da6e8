using EvidenceBase.Formats.Yaml;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

internal static class CasesYaml
{
    public static BundledCase Case(YamlItem item) => new(
        item.Key("key"),
        item.Text("name"),
        item.OptionalText("description"),
        item.Items("attributes", Attribute),
        item.Items("bearings", bearing => new BundledBearing(
            StudyYaml.Thing(bearing, ("source", Kinds.Source), ("interview", Kinds.Interview), ("figure", Kinds.Figure), ("code", Kinds.Code)),
            bearing.OptionalText("note"))));

    private static BundledAttribute Attribute(YamlItem item)
    {
        BundledCell? cell = null;
        Locator? locator = null;
        item.RequiredItem<object>("from", from =>
        {
            if (from.Has("row"))
                return cell = new BundledCell(from.Text("figure"), from.Text("row"), from.Text("column"));
            return locator = StudyYaml.Locator(from);
        });
        return new BundledAttribute(item.Text("name"), item.Text("value"), item.OptionalText("unit"), item.OptionalText("year"), cell, locator);
    }
}
