using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Tests.Codings;

/// <summary>Things as the register has them.</summary>
internal static class CodingExamples
{
    public static Registered Code(string key = "offshoring", Standing standing = Standing.Active, bool codable = true, int version = 3) => Thing(
        Kinds.Code, key, standing, ("codable", codable ? "true" : "false"), ("codebookVersion", $"{version}"));

    public static Registered Document(int length = 100, int revision = 1, Guid? interview = null, Standing standing = Standing.Active) => interview is { } id
        ? Thing(Kinds.Document, "js-036", standing, ("length", $"{length}"), ("revision", $"{revision}"), ("interview", $"{id}"))
        : Thing(Kinds.Document, "field-notes", standing, ("length", $"{length}"), ("revision", $"{revision}"));

    public static Registered Thing(string kind, string key, Standing standing = Standing.Active, params (string Name, string Value)[] facts) =>
        new(kind, Guid.CreateVersion7(), Guid.CreateVersion7(), key, 1, standing, facts.ToDictionary(fact => fact.Name, fact => fact.Value));

    public static SegmentDraft Segment(int start, int end, int? revision = null, string layer = "amy", int? confidence = null, int? weight = null) =>
        new(Guid.CreateVersion7(), layer, revision, start, end, confidence, weight);

    public static StatementDraft Statement(string? key = "st-1", int length = 20) => new(Guid.CreateVersion7(), key, "amy", new(Guid.CreateVersion7(), length, "ab"));
}
