using EvidenceBase.Formats.Yaml;
using EvidenceBase.Record.Arguments;

namespace EvidenceBase.Formats.Studies;

internal static class ArgumentYaml
{
    public static BundledArgument Argument(YamlItem item) => new(
        item.Key("key"), item.Text("title"), item.OptionalText("question"), item.Items("steps", Step));

    private static BundledStep Step(YamlItem item) => new(
        item.Key("key"),
        item.Text("title"),
        item.Text("inference"),
        item.Text("section"),
        item.Text("stage"),
        item.OptionalText("case"),
        item.OptionalText("parent"),
        item.Texts("claims"),
        item.Items("restsOn", relation => new BundledRelation(
            relation.Text("step"), relation.Choice<StepRelation>("relation"), relation.OptionalText("warrant"))));
}
