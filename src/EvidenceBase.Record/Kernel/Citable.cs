namespace EvidenceBase.Record.Kernel;

/// <summary>The kinds of things of a study that have a row of their own in the register and can be named by Guid or key.</summary>
public static class Kinds
{
    public const string Study = "study";
    public const string Source = "source";
    public const string Interview = "interview";
    public const string Document = "document";
    public const string Codebook = "codebook";
    public const string Code = "code";
    public const string Sheet = "sheet";
    public const string Coding = "coding";
    public const string Case = "case";
    public const string Figure = "figure";
    public const string Claim = "claim";
    public const string Evidence = "evidence";
    public const string Argument = "argument";
    public const string Step = "step";
    public const string Memo = "memo";
    public const string Round = "round";
    public const string Measurement = "measurement";
    public const string Attestation = "attestation";
    public const string Witness = "witness";
}

/// <summary>A thing of the study, cited as it stood at a version of its own.</summary>
public sealed record CitedThing(string Kind, Guid Id, long Version);

/// <summary>A thing of the study, named without regard to its version.</summary>
/// <param name="Key">Its human key, where it has one; keys never change.</param>
public sealed record ThingReference(string Kind, Guid Id, string? Key = null);

/// <summary>Whether something can still be cited and applied.</summary>
public enum Standing
{
    Active,
    Withdrawn,

    /// <summary>The command that brought it into being was undone: to everybody it does not exist. Its key stays taken.</summary>
    Undone,
}

/// <summary>Whose judgement a claim or a link is.</summary>
public enum Judgement
{
    /// <summary>The article asserts it.</summary>
    Article,

    /// <summary>It is this study's reading of the article or the material.</summary>
    Reading,
}

/// <summary>
/// Where in a text something stands: section key, paragraph number (1-based, counted over the body text), note number, and the label of a
/// table or figure.
/// </summary>
public sealed record Locator(string? Section = null, int? Paragraph = null, int? Note = null, string? Figure = null, string? Pages = null);
