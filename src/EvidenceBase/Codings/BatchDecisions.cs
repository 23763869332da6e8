using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Codings;

/// <summary>A coding that was decided and is yet to be written.</summary>
/// <param name="Sheet">The key of the sheet it goes to.</param>
internal sealed record DecidedCoding(int Line, string Sheet, Guid Id, string? Key, object Event);

/// <summary>Decides the lines of a batch one by one, by the same rules as single codings. Statements are sealed with keys read once a batch.</summary>
internal sealed class BatchDecisions(string study, BatchNames names, HolderKeys keys)
{
    private readonly HashSet<string> taken = [];
    private readonly SealedTexts texts = new(study, keys);

    public List<DecidedCoding> Decided { get; } = [];

    public List<LineProblem> Wrong { get; } = [];

    public List<SealedEntry> Sealed => texts.Entries;

    public void Decide(CodingLine line)
    {
        var command = line.Command;
        var (sheet, decision) = command.Document is { } document ? Segment(command, document) : Statement(command, command.Interview!);
        if (decision.Problem is { } problem)
            Wrong.Add(new(line.Number, problem.Type, problem.Detail, problem.Field));
        else
            Decided.Add(new(line.Number, sheet, decision.Subject!.Value, decision.SubjectKey, decision.Events[0]));
    }

    private (string Sheet, Decision Decision) Segment(ApplyCode command, string name)
    {
        if (names.Find(Kinds.Document, name) is not { } document)
            return Unknown(Kinds.Document, name, "document");
        if (names.Find(Kinds.Code, command.Code!) is not { } code)
            return Unknown(Kinds.Code, command.Code!, "code");
        return (
            Sheet.KeyOf(Kinds.Document, document.Key!, command.Layer),
            command.OnDocument(Guid.CreateVersion7(), code, document));
    }

    private (string Sheet, Decision Decision) Statement(ApplyCode command, string name)
    {
        if (names.Find(Kinds.Interview, name) is not { } interview)
            return Unknown(Kinds.Interview, name, "interview");
        var (codes, unknownCode) = All(Kinds.Code, command.Codes, "codes");
        var (cases, unknownCase) = All(Kinds.Case, command.Cases, "cases");
        if ((unknownCode ?? unknownCase) is { } unknown)
            return (string.Empty, unknown);
        if (command.Key is { } key && (names.Find(Kinds.Coding, key) is not null || !taken.Add(key)))
        {
            return (string.Empty, KeyTaken(key));
        }

        var id = Guid.CreateVersion7();
        return (
            Sheet.KeyOf(Kinds.Interview, interview.Key!, command.Layer),
            CodingDecisions.CodeStatement(command.Told(id, texts.Seal(interview.Id, command.Statement!)), codes, interview, cases));
    }

    private (List<Registered> Things, Problem? Unknown) All(string kind, IReadOnlyList<string>? wanted, string field)
    {
        var things = new List<Registered>();
        foreach (var (index, name) in (wanted ?? []).Index())
        {
            if (names.Find(kind, name) is not { } thing)
                return ([], Unknown(kind, name, $"{field}[{index}]").Decision.Problem);
            things.Add(thing);
        }

        return (things, null);
    }

    public static Problem KeyTaken(string key) => Problem.Conflict(
        "key-taken", $"There is already a coding “{key}” in this study or in this batch. Keys are never reused; choose another.", "key");

    private static (string Sheet, Decision Decision) Unknown(string kind, string name, string field) => (string.Empty, Problem.Unprocessable(
        "unknown-reference", $"There is no {kind} “{name}” in this study. Name one that exists, by key or Guid.", field));
}
